Get-Date –Format 'o'
