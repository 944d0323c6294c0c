Get-Item -Path $Path | ForEach-Object Delete
