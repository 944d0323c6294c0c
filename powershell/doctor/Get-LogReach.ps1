<#
.SYNOPSIS
Tells which event logs can be read, and how far back each one reaches.
.DESCRIPTION
Asks for each log's properties, its oldest and its newest record. A log that cannot be read is a row that says so, not an
error: that is what is asked for here. Security needs elevation.
.PARAMETER Name
Logs to look at. The default is what playbooks for a host read first.
.EXAMPLE
.\Get-LogReach.ps1 | Format-Table log, state, oldest, newest
.EXAMPLE
.\Get-LogReach.ps1 -Name 'Microsoft-Windows-TaskScheduler/Operational'
.OUTPUTS
One object a log: log, state (readable, empty, disabled, absent, denied, failed), oldest and newest (UTC, ISO-8601, null
where no record was read), records, maximumBytes, errorId (why it is denied or failed).
#>
[CmdletBinding()]
param(
    [string[]]$Name = @(
        'Security', 'System', 'Application',
        'Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin',
        'Microsoft-Windows-Sysmon/Operational',
        'Windows PowerShell', 'Microsoft-Windows-PowerShell/Operational'
    )
)

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

# Ids, categories and result codes are the same in every display language; messages are not. A log whose properties are
# withheld exists: that is a refusal as well.
function Get-ErrorState($Problem) {
    $id = $Problem.FullyQualifiedErrorId
    if ($id -like 'NoMatchingLogsFound*') { return 'absent' }
    if ($id -like 'LogInfoUnavailable*' -or $id -like '*UnauthorizedAccess*') { return 'denied' }
    if ('PermissionDenied', 'SecurityError' -contains [string]$Problem.CategoryInfo.Category) { return 'denied' }
    for ($cause = $Problem.Exception; $cause; $cause = $cause.InnerException) {
        if ($cause.HResult -eq 0x80070005) { return 'denied' }
    }
    'failed'
}

foreach ($log in $Name) {
    $row = [ordered]@{
        log = $log; state = 'failed'; oldest = $null; newest = $null; records = $null; maximumBytes = $null; errorId = $null
    }
    try {
        $properties = Get-WinEvent -ListLog $log -ErrorAction Stop
        $row.records = $properties.RecordCount
        $row.maximumBytes = $properties.MaximumSizeInBytes
        # A count of 0 is not believed: a log that may not be read can have one as well. Only a query tells.
        $row.state = $(if ($properties.IsEnabled) { 'readable' } else { 'disabled' })
        $row.oldest = ConvertTo-UtcText (Get-WinEvent -LogName $log -Oldest -MaxEvents 1 -ErrorAction Stop).TimeCreated
        $row.newest = ConvertTo-UtcText (Get-WinEvent -LogName $log -MaxEvents 1 -ErrorAction Stop).TimeCreated
    }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*') {
            $row.state = Get-ErrorState $_
            $row.errorId = [string]$_.FullyQualifiedErrorId
        }
        elseif ($row.state -eq 'readable') { $row.state = 'empty' }
    }
    New-Object -TypeName psobject -Property $row
}
