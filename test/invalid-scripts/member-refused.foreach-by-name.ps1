(Get-Item -Path $Path).ForEach('Delete')
