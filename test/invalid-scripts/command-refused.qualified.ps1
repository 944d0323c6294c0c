Microsoft.PowerShell.Management\Remove-Item $Path
