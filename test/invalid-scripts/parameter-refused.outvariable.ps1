Get-Item -Path $Path -OutVariable function:Get-One
