Write-Host 'hello'
