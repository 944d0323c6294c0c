. $Path
