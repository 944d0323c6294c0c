1 | ForEach-Object { 1 } -End $Path
