Get-Date
| Out-String
