<#
.SYNOPSIS
Looks for earlier connections of a program: 5156 of Security, event 3 of Sysmon, and the log file of Windows Firewall.
.DESCRIPTION
None of these is on by default. 5156 (audit subcategory Filtering Platform Connection) and Sysmon 3 name the process; the
firewall's file does so on newer Windows only, and where it does not, only lines to the given addresses are taken, of which no
process is known. Only the newest of each source are read. SRUM, which counts bytes per program and hour, is locked while
Windows runs: it is named as not read. Security and Sysmon need elevation.
.PARAMETER ProcessId
Process ids of the program, now and in the past.
.PARAMETER ProcessPath
Paths of the program. What another program did under one of the ids is left out.
.PARAMETER RemoteAddress
Addresses to look for in a firewall log without process ids.
.PARAMETER Window
Ranges to read, as start/end in ISO-8601; an empty start is the beginning of the lookback, an empty end is now.
.PARAMETER LookbackSeconds
How far back to read at most, in seconds.
.PARAMETER MaxEvents
Most events of one query; when it is reached, the oldest are missing and the coverage says so.
.PARAMETER MaxLines
Most lines of the firewall's log, from its end.
.PARAMETER MaxRecords
A Security log with more records than this is read for LargeLogSeconds only.
.PARAMETER LargeLogSeconds
How far back from the end of a range such a log is read, in seconds.
.EXAMPLE
.\Get-NetworkHistory.ps1 -ProcessId 3412 -ProcessPath C:\Tools\relay.exe -Window '2025-02-11T02:00:00Z/' | Format-Table time, log, remoteAddress, remotePort
.OUTPUTS
One object a connection: log, id, recordId, time (UTC, ISO-8601), processId, image, direction (outbound, inbound), protocol,
localAddress, localPort, remoteAddress, remotePort, action (allowed, dropped). What was not logged is not here.
#>
[CmdletBinding()]
param(
    [long[]]$ProcessId = @(),
    [string[]]$ProcessPath = @(),
    [string[]]$RemoteAddress = @(),
    [string[]]$Window = @('/'),
    [long]$LookbackSeconds = 7776000,
    [int]$MaxEvents = 2000,
    [int]$MaxLines = 50000,
    [long]$MaxRecords = 500000,
    [long]$LargeLogSeconds = 86400
)

$sysmon = 'Microsoft-Windows-Sysmon/Operational'
$fields = 'log', 'id', 'recordId', 'time', 'processId', 'image', 'direction', 'protocol', 'localAddress', 'localPort', 'remoteAddress',
'remotePort', 'action'
# EventData in the documented order.
$order = @{
    3    = 'RuleName', 'UtcTime', 'ProcessGuid', 'ProcessId', 'Image', 'User', 'Protocol', 'Initiated', 'SourceIsIpv6', 'SourceIp',
    'SourceHostname', 'SourcePort', 'SourcePortName', 'DestinationIsIpv6', 'DestinationIp', 'DestinationHostname', 'DestinationPort',
    'DestinationPortName'
    5156 = 'ProcessID', 'Application', 'Direction', 'SourceAddress', 'SourcePort', 'DestAddress', 'DestPort', 'Protocol', 'FilterRTID',
    'LayerName', 'LayerRTID', 'RemoteUserID', 'RemoteMachineID'
}
$maxIds = 24
$protocols = @{ '6' = 'tcp'; '17' = 'udp' }

# Paths differ in how they name the disk: \device\harddiskvolume2 in 5156, C: elsewhere.
function Test-Program([string]$Image) {
    if ($ProcessPath.Count -eq 0) { return $true }
    foreach ($path in $ProcessPath) {
        $rest = $path -replace '^[A-Za-z]:', ''
        if ($rest -and $Image -like "*$($rest -replace '([\[\]?*`])', '`$1')") { return $true }
    }
    $false
}

# The two ends of 5156 are source and destination of the first packet; the host's own end is the destination of what comes in.
function ConvertTo-Connection($Record) {
    $data = Get-EventData $Record $order[$Record.Id]
    if ($Record.Id -eq 3) {
        $out = $data.Initiated -eq 'true'
        $source = @{ address = $data.SourceIp; port = ConvertTo-Number $data.SourcePort }
        $destination = @{ address = $data.DestinationIp; port = ConvertTo-Number $data.DestinationPort }
        $more = @{ processId = ConvertTo-Number $data.ProcessId; image = $data.Image; protocol = $data.Protocol }
    }
    else {
        $out = $data.Direction -eq '%%14593'
        $source = @{ address = $data.SourceAddress; port = ConvertTo-Number $data.SourcePort }
        $destination = @{ address = $data.DestAddress; port = ConvertTo-Number $data.DestPort }
        $more = @{ processId = ConvertTo-Number $data.ProcessID; image = $data.Application; protocol = $protocols["$($data.Protocol)"] }
    }
    if (-not (Test-Program $more.image)) { return }
    $local, $remote = $source, $destination
    # 5156 of a connection that came in has the host's own end first as well.
    if ($Record.Id -eq 3 -and -not $out) { $local, $remote = $destination, $source }
    $ends = @{
        direction = $(if ($out) { 'outbound' } else { 'inbound' }); action = 'allowed'
        localAddress = $local.address; localPort = $local.port; remoteAddress = $remote.address; remotePort = $remote.port
    }
    New-EventRow $Record $fields ($more + $ends)
}

# The newest of a log in each range. A log of millions of records is read at the end of each range only. $Choices are asked
# for a few in each query, since Windows takes about twenty comparisons.
function Read-Log([string]$Name, [int]$Id, [string[]]$Choices) {
    $log = Open-Log $Name
    if (-not $log) { return }
    foreach ($range in $ranges) {
        $from = $range.from
        $late = $range.to.AddSeconds(-$LargeLogSeconds)
        if ($log.records -gt $MaxRecords -and $late -gt $from) { $from = $late }
        $times = "TimeCreated[@SystemTime>='$(ConvertTo-UtcText $from)' and @SystemTime<='$(ConvertTo-UtcText $range.to)']"
        $begin = $from
        $all = @()
        for ($i = 0; $i -lt $Choices.Count; $i += 8) {
            $any = @($Choices | Select-Object -Skip $i -First 8) -join ' or '
            $query = @{ LogName = $Name; FilterXPath = "*[System[EventID=$Id and $times] and EventData[$any]]"; MaxEvents = $MaxEvents }
            $found = @(Get-WinEvent @query -ErrorAction SilentlyContinue -ErrorVariable problem)
            $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
            if ($problem) { Write-SourceError $Name $problem[0]; return }
            $all += $found
            if ($found.Count -ge $MaxEvents -and $found[-1].TimeCreated -gt $begin) { $begin = $found[-1].TimeCreated }
        }
        $all | Sort-Object -Property RecordId -Unique | ForEach-Object { ConvertTo-Connection $_ }
        Write-Range $log $begin $range.to $all.Count ($begin -gt $range.from)
    }
}

# One line of the firewall's log, by the names in its own header. Its times are local.
function ConvertFrom-FirewallLine([string]$Line, [string[]]$Names, [string]$Path) {
    $part = @($Line -split ' ')
    if ($part.Count -lt $Names.Count) { return }
    $data = @{}
    for ($i = 0; $i -lt $Names.Count; $i++) { $data[$Names[$i]] = $part[$i] }
    if ("$($data.date)T$($data.time)" -notmatch '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$') { return }
    $at = ([datetime]::SpecifyKind([datetime]$Matches[0], 'Local')).ToUniversalTime()
    if (-not @($ranges | Where-Object { $at -ge $_.from -and $at -le $_.to })) { return }
    $in = $data.path -eq 'RECEIVE'
    $remote = $(if ($in) { $data.'src-ip' } else { $data.'dst-ip' })
    $id = ConvertTo-Number $data.pid
    if ($null -ne $id) { if ($ProcessId -notcontains $id) { return } }
    elseif ($RemoteAddress -notcontains $remote) { return }
    $known = @{
        log = $Path; time = ConvertTo-UtcText $at; processId = $id; direction = $(if ($in) { 'inbound' } else { 'outbound' })
        protocol = "$($data.protocol)".ToLowerInvariant(); action = @{ ALLOW = 'allowed'; DROP = 'dropped' }["$($data.action)"]
        localAddress = $(if ($in) { $data.'dst-ip' } else { $data.'src-ip' }); remoteAddress = $remote
        localPort = ConvertTo-Number $(if ($in) { $data.'dst-port' } else { $data.'src-port' })
        remotePort = ConvertTo-Number $(if ($in) { $data.'src-port' } else { $data.'dst-port' })
    }
    New-Row $fields $known
}

function Read-FirewallLog([string]$Path) {
    try {
        if (-not (Test-Path -LiteralPath $Path)) { Write-Source $Path 'notRun' 'absent'; return }
        $names = @()
        foreach ($line in @(Get-Content -LiteralPath $Path -TotalCount 20 -ErrorAction Stop)) {
            if ($line -match '^#Fields:(.*\S)') { $names = @($Matches[1].Trim() -split '\s+') }
        }
        $lines = @(Get-Content -LiteralPath $Path -Tail $MaxLines -ErrorAction Stop | Where-Object { $_ -match '^\d{4}-' })
        $rows = @(if ($names) { $lines | ForEach-Object { ConvertFrom-FirewallLine $_ $names $Path } })
        $rows
        $first = $null
        if ($lines -and $lines[0] -match '^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) ') {
            $first = [datetime]::SpecifyKind([datetime]"$($Matches[1])T$($Matches[2])", 'Local')
        }
        Write-Source $Path $(if ($rows) { 'collected' } else { 'empty' }) $null $first $(if ($first) { $now }) $first ($lines.Count -ge $MaxLines)
    }
    catch { Write-SourceError $Path $_ }
}

$now = (Get-Date).ToUniversalTime()
$since = $now.AddSeconds(-$LookbackSeconds)
$ranges = @(Get-Range $Window $since $now)
$ids = @($ProcessId | Where-Object { $_ -gt 4 } | Select-Object -Unique | Select-Object -First $maxIds)
if (@($ProcessId | Select-Object -Unique).Count -gt $maxIds) { Write-Warning "Only the first $maxIds process ids were looked for." }
$paths = @($ProcessPath | Where-Object { $_ -and $_ -notmatch "'" } | Select-Object -Unique | Select-Object -First 8)
if ($ranges.Count -eq 0 -or $ids.Count + $paths.Count -eq 0) {
    foreach ($name in 'Security', $sysmon) { Write-Source $name 'notRun' 'skipped' }
    return
}
# 5156 names the disk by its volume, in lower case; which one that is, no cmdlet tells.
$devices = foreach ($path in $paths | Where-Object { $_ -match '^[A-Za-z]:\\' }) {
    foreach ($volume in 1..8) { "\device\harddiskvolume$volume" + ($path -replace '^[A-Za-z]:', '').ToLowerInvariant() }
}
$any = @($ids | ForEach-Object { "Data[@Name='ProcessID']='$_'" }) + @($devices | ForEach-Object { "Data[@Name='Application']='$_'" })
Read-Log 'Security' 5156 $any
$any = @($ids | ForEach-Object { "Data[@Name='ProcessId']='$_'" }) + @($paths | ForEach-Object { "Data[@Name='Image']='$_'" })
Read-Log $sysmon 3 $any

# Each profile may log elsewhere; by default all write one file.
try {
    $profiles = @(Get-NetFirewallProfile -ErrorAction Stop)
    $files = @($profiles | ForEach-Object { [string]$_.LogFileName -replace '%systemroot%', $env:SystemRoot -replace '%windir%', $env:SystemRoot })
}
catch { Write-SourceError 'MSFT_NetFirewallProfile' $_; $files = @() }
if (-not $files) { $files = @("$env:SystemRoot\System32\LogFiles\Firewall\pfirewall.log") }
foreach ($file in $files | Where-Object { $_ } | Sort-Object -Unique) { Read-FirewallLog $file }

$srum = "$env:SystemRoot\System32\sru\SRUDB.dat"
if (Test-Path -LiteralPath $srum) { Write-Source $srum 'notRun' 'unsupported' } else { Write-Source $srum 'notRun' 'absent' }
