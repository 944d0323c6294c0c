function Get-One { end { 1 } clean { } }
