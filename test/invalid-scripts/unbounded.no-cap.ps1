Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 7045; StartTime = $Path; EndTime = $Path }
