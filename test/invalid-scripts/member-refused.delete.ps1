(Get-Item -Path $Path).Delete()
