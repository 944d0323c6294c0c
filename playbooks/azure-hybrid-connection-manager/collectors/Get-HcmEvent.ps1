<#
.SYNOPSIS
Reads what the classic Hybrid Connection Manager wrote about itself: starts, stops, listeners, changed configuration.
.DESCRIPTION
Reads events 40300 to 40333 of Microsoft-ServiceBus-Client/Operational and /Admin, oldest first. The channels hold about
1 MB and exist only where a product registered them; version 2 and azbridge write nothing there. Where a channel is not
registered (any more) but its .evtx file still lies in Windows' log folder, as after an uninstallation, the file is read
by its path and file holds that path. Needs no elevation as a rule.
.PARAMETER LookbackSeconds
How far back to read, in seconds.
.PARAMETER MaxEvents
Most events read from each channel; when it is reached, the newest are missing and the coverage says so.
.EXAMPLE
.\Get-HcmEvent.ps1 -LookbackSeconds 604800 | Format-Table time, id, connection
.OUTPUTS
One object an event: id, recordId, time (UTC, ISO-8601), channel, processId, userSid (the service's account, not who
installed it), uri, namespace, entity, connection (namespace/entity in lower case), port, message, file (null for a
channel that is registered).
#>
[CmdletBinding()]
param(
    [long]$LookbackSeconds = 7776000,
    [int]$MaxEvents = 20000
)

# EventData of each id, in the provider's order.
$order = @{ 40306 = 'uri', 'exception', 'stackTrace'; 40307 = 'uri', 'exception' }
foreach ($id in 40302, 40303, 40309, 40322, 40323) { $order[$id] = @('uri') }
foreach ($id in 40304, 40305, 40324, 40325) { $order[$id] = 'uri', 'message', 'stackTrace' }
foreach ($id in 40308, 40310, 40328, 40330) { $order[$id] = @('message') }
foreach ($id in 40311, 40329, 40333) { $order[$id] = @('error') }
foreach ($id in 40312, 40313, 40331, 40332) { $order[$id] = @('port') }
foreach ($id in 40314, 40326) { $order[$id] = @('trace') }

# The file of a channel that is not registered: what it holds ends with its last record.
function Open-LeftFile([string]$Name) {
    $path = "$env:SystemRoot\System32\winevt\Logs\$($Name -replace '/', '%4').evtx"
    if (-not (Test-Path -LiteralPath $path)) { Write-Source $Name 'notRun' 'absent'; return }
    try {
        $first = Get-WinEvent -Path $path -Oldest -MaxEvents 1 -ErrorAction Stop
        $last = Get-WinEvent -Path $path -MaxEvents 1 -ErrorAction Stop
        Write-Warning "The channel $Name is not registered; its file $path was read."
        @{ name = $Name; path = $path; oldest = $first.TimeCreated; until = $last.TimeCreated }
    }
    catch {
        if ($_.FullyQualifiedErrorId -like 'NoMatchingEventsFound*') { Write-Source $Name 'empty' } else { Write-SourceError $Name $_ }
    }
}

function ConvertTo-Row($Record, $File) {
    $data = Get-EventData $Record @($order[$Record.Id] | Where-Object { $_ })
    $port, $namespace, $entity, $connection = $null, $null, $null, $null
    if ("$($data.port)" -match '^\d{1,5}$') { $port = [int]$data.port }
    if ($data.uri -match '^[a-z]+://([^/:?#\s;]+)(?::\d+)?/?([^?#\s;]*)') {
        $namespace = ($Matches[1] -split '\.')[0].ToLowerInvariant()
        $entity = $Matches[2].Trim('/')
        if ($entity) { $connection = "$namespace/$entity".ToLowerInvariant() } else { $entity = $null }
    }
    $texts = @($data.message, $data.exception, $data.error, $data.trace) | Where-Object { $_ }
    New-Object -TypeName psobject -Property ([ordered]@{
        id         = $Record.Id
        recordId   = [string]$Record.RecordId
        time       = ConvertTo-UtcText $Record.TimeCreated
        channel    = $Record.LogName
        processId  = $Record.ProcessId
        userSid    = $(if ($Record.UserId) { [string]$Record.UserId })
        uri        = Hide-Secret $data.uri
        namespace  = $namespace
        entity     = $entity
        connection = $connection
        port       = $port
        message    = Hide-Secret ($texts -join ' ')
        file       = $File
    })
}

$now = Get-Date
$since = $now.AddSeconds(-$LookbackSeconds)
$during = "TimeCreated[@SystemTime>='$(ConvertTo-UtcText $since)' and @SystemTime<='$(ConvertTo-UtcText $now)']"
$xpath = "*[System[EventID>=40300 and EventID<=40333 and $during]]"

foreach ($channel in 'Microsoft-ServiceBus-Client/Operational', 'Microsoft-ServiceBus-Client/Admin') {
    $log = Open-Log $channel { Open-LeftFile $channel }
    if (-not $log) { continue }
    $query = @{ LogName = $channel; FilterXPath = $xpath; Oldest = $true; MaxEvents = $MaxEvents }
    if ($log.path) { $query = @{ Path = $log.path; FilterXPath = $xpath; Oldest = $true; MaxEvents = $MaxEvents } }
    $records = @(Get-WinEvent @query -ErrorAction SilentlyContinue -ErrorVariable problem)
    $records | ForEach-Object { ConvertTo-Row $_ $log.path }
    $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
    if ($problem) { Write-SourceError $channel $problem[0]; continue }

    $cut = $records.Count -ge $MaxEvents
    Write-Range $log $since $(if ($cut) { $records[-1].TimeCreated } else { $now }) $records.Count $cut
}
