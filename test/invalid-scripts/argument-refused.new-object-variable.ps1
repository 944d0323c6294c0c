New-Object -TypeName $Path
