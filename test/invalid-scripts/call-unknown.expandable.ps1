& "Get-$Path"
