<#
.SYNOPSIS
Reads the host's clock, time zone and boot time.
.DESCRIPTION
Reads the system clock, the time zone and Win32_OperatingSystem. Needs no elevation.
.EXAMPLE
.\Get-HostClock.ps1
.OUTPUTS
One object: now, timeZone, utcOffsetMinutes, bootTime, uptimeSeconds. Times are UTC, ISO-8601.
#>
[CmdletBinding()]
param()

$now = Get-Date
$os = Read-Source 'Win32_OperatingSystem' { Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop }
$uptime = $null
if ($os.LastBootUpTime) { $uptime = [long]($now.ToUniversalTime() - $os.LastBootUpTime.ToUniversalTime()).TotalSeconds }

New-Object -TypeName psobject -Property ([ordered]@{
    now              = ConvertTo-UtcText $now
    timeZone         = (Get-TimeZone).Id
    utcOffsetMinutes = $os.CurrentTimeZone
    bootTime         = ConvertTo-UtcText $os.LastBootUpTime
    uptimeSeconds    = $uptime
})
