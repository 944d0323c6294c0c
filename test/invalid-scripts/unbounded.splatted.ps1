$query = @{ LogName = 'Security'; Oldest = $true }
Get-WinEvent @query
