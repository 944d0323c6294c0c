Invoke-Expression $Path
