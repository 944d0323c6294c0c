$query = @{ Path = "C:\x" } + $Path; Get-Item @query
