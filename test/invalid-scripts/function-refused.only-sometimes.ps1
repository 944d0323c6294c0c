if ($Path) { function Get-One { 1 } }
