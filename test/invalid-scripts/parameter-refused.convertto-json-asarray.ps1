ConvertTo-Json -InputObject 1 -AsArray
