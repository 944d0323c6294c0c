function Read-One([scriptblock]$Read) { & { $Read = 'Stop-Computer'; & $Read } }
