function Get-One([hashtable]$_) { 1 }
Get-ChildItem -Path $Path | ForEach-Object { $_.IsReadOnly = $true }
