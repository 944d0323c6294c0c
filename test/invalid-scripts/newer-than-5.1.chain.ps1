Get-Date && Get-Date
