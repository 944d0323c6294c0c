function Get-One { [Alias("Get-Two")] param() 1 }
