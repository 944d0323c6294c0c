function global:Get-One { 1 }
