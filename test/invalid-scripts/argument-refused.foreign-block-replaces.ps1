"a" -replace "a", $Path
