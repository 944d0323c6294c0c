1 | Select-Object -Property @{ Name = "a"; Expression = (Get-Content -Path $Path) }
