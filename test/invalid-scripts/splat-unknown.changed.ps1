$query = @{ Path = 'C:\x' }
$query['Force'] = $true
Get-Item @query
