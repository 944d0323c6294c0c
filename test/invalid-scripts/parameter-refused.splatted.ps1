
$given = @{ Class = "Win32_Service"; ComputerName = $Path }
Get-CimInstance @given
