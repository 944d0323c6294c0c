Get-WinEvent -LogName Security -MaxEvents 1000
