& (Get-Item -Path $Path)
