(Get-Item -Path $Path).Replace('a', 'b')
