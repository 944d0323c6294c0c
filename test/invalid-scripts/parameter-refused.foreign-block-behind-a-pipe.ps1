1 | Get-Item -Path $Path
