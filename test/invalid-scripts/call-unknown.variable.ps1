& $Path
