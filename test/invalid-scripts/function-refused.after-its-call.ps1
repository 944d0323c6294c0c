function Get-One { 1 }
Get-One
function Get-Two { 2 }
