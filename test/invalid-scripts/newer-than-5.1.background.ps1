Get-Date &
