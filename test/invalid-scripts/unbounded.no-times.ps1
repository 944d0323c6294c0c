Get-WinEvent -FilterHashtable @{ LogName = 'System'; Id = 7045 } -MaxEvents 100
