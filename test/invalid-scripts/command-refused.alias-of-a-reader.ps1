gci $Path
