"a" -split $Path
