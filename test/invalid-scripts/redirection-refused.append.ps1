1 2>> $Path
