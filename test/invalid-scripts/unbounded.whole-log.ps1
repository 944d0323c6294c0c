Get-WinEvent -LogName Security
