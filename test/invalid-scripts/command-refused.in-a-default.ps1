function Get-One($Of = (Stop-Computer)) { $Of }
