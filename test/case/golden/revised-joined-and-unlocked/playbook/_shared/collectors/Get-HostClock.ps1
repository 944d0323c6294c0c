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

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

function Write-Source([string]$Name, [string]$Outcome, $Reason) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = $null; to = $null; oldest = $null; truncated = $false
        }))
}

# Ids, categories and result codes are the same in every display language; messages are not.
function Write-SourceError([string]$Name, $Problem) {
    $id = ($Problem.FullyQualifiedErrorId -split ',')[0]
    $category = [string]$Problem.CategoryInfo.Category
    for ($cause = $Problem.Exception; $cause; $cause = $cause.InnerException) {
        if ($cause.HResult -eq 0x80070005) { $category = 'PermissionDenied' }
    }
    $reason = 'threw'
    if ('PermissionDenied', 'SecurityError' -contains $category) { $category = 'PermissionDenied'; $reason = 'denied' }
    if ($id -eq 'CommandNotFoundException') { $reason = 'unsupported' }
    Write-Error -ErrorId $id -Category $category -TargetObject $Name -Message "${Name}: $($Problem.Exception.Message)"
    Write-Source $Name 'failed' $reason
}

$now = Get-Date
$os = $null
try {
    $os = Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop
    Write-Source 'Win32_OperatingSystem' 'collected'
}
catch { Write-SourceError 'Win32_OperatingSystem' $_ }

$uptime = $null
if ($os.LastBootUpTime) { $uptime = [long]($now.ToUniversalTime() - $os.LastBootUpTime.ToUniversalTime()).TotalSeconds }

New-Object -TypeName psobject -Property ([ordered]@{
    now              = ConvertTo-UtcText $now
    timeZone         = (Get-TimeZone).Id
    utcOffsetMinutes = $os.CurrentTimeZone
    bootTime         = ConvertTo-UtcText $os.LastBootUpTime
    uptimeSeconds    = $uptime
})
