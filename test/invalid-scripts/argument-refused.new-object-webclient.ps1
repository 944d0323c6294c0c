New-Object Net.WebClient
