function Read-One([scriptblock]$Read) {
    $Read = Get-Content -Path $Path
    & $Read
}
