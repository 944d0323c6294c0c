function Read-One([scriptblock]$Read = (Get-Content -Path $Path)) { & $Read }
