function Get-One { 1 }
function Get-One { 2 }
