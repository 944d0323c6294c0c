rm $Path
