<#
.SYNOPSIS
Reads the text log of Hybrid Connection Manager version 2: starts, listeners, operations, failed attempts. Keys never
leave the script.
.DESCRIPTION
Reads log_YYYYMMDD.txt and what they were rolled to (log_YYYYMMDD_001.txt ...) in the Logs folder of version 2's data
folders, oldest first. Version 2 keeps 31 files; each line carries its own offset from UTC. A line names no user and no
relayed session. What a malformed connection string held is left out but for namespace, entity, key name and the key's
fingerprint (none in ConstrainedLanguage). The texts are those of version 2's public source; lines of other texts are
rows only where their level is above information. Needs no elevation as a rule.
.PARAMETER LookbackSeconds
How far back to read, in seconds.
.PARAMETER MaxLines
Most lines read of each file; when it is reached, the coverage says so.
.EXAMPLE
.\Get-HcmLog.ps1 -LookbackSeconds 604800 | Format-Table time, id, operation, connection
.OUTPUTS
One object a line that says something: id (starting, stopping, operation, connecting, online, offline, removed, exists,
failed, refused, invalidString, test, signedIn, other), time (UTC, ISO-8601), log (the folder), operation (ADD, REMOVE,
RESTART), connection (namespace/entity in lower case), target (host:port of a test), keyFingerprint, keyName, message,
namespace, entity, level, file, line.
#>
[CmdletBinding()]
param(
    [long]$LookbackSeconds = 7776000,
    [int]$MaxLines = 50000
)

$prefix = '^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}) ([+-])(\d\d):(\d\d) \[([A-Z]{3})\] (.*)$'
# What a message begins with, and what it means. Groups: what = operation or state, connection, target.
$meanings = @(
    @{ id = 'starting'; like = '^Starting up Hybrid Connection Manager Service' }
    @{ id = 'stopping'; like = '^(Shutting down|Shut down) Hybrid Connection Manager Service' }
    @{ id = 'operation'; like = '^\[OP: (?<what>[A-Z]+)\](?:.* for connection (?<connection>\S+))?' }
    @{ id = 'connecting'; like = '^Listener connecting for connection (?<connection>\S+)' }
    @{ id = 'online'; like = '^Listener online for connection (?<connection>\S+)' }
    @{ id = 'offline'; like = '^Listener offline for connection (?<connection>\S+)' }
    @{ id = 'removed'; like = '^Removed Hybrid Connection (?<connection>\S+)' }
    @{ id = 'exists'; like = '^Connection (?<connection>\S+) already exists' }
    @{ id = 'invalidString'; like = '^Tried to add connection with invalid connection string' }
    @{ id = 'failed'; like = '^Unable to retrieve runtime details for connection (?<connection>\S+)' }
    @{ id = 'failed'; like = '^Could not (?:register|close) listener for (?<connection>\S+)' }
    @{ id = 'failed'; like = '^(?:Failure while adding Hybrid Connection|Could not remove|Could not get connection string)' }
    @{ id = 'test'; like = '^\[TEST: (?<target>[^\]\s]+)\]' }
    @{ id = 'signedIn'; like = '^Authenticated user to Azure' }
)

# The offset stands in the line, so neither the host's zone nor its change to summer time has a say.
function ConvertTo-LineTime([string]$Local, [string]$Sign, [int]$Hours, [int]$Minutes) {
    $offset = $Hours * 60 + $Minutes
    if ($Sign -eq '-') { $offset = -$offset }
    $time = $Local -as [datetime]
    if ($null -eq $time) { return $null }
    $time.AddMinutes(-$offset).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

# What a message says: fields of the row. A malformed connection string is taken apart and not repeated.
function Get-Meaning([string]$Level, [string]$Message) {
    $known = @{ message = $Message }
    foreach ($meaning in $meanings) {
        if ($Message -notmatch $meaning.like) { continue }
        $known.id = $meaning.id
        $known.operation = $Matches['what']
        $known.target = $Matches['target']
        $named = "$($Matches['connection'])".TrimEnd('.', ',', ':')
        if ($named -match '^([^/]+)/(.+)$') { $known.namespace, $known.entity = $Matches[1].ToLowerInvariant(), $Matches[2] }
        break
    }
    if (-not $known.id) { if ('INF', 'DBG', 'VRB' -contains $Level) { return $null } else { $known.id = 'other' } }
    if ($Message -match 'Ip has been prevented to connect') { $known.id = 'refused' }
    if ($known.id -eq 'failed' -and -not $known.entity -and $Message -match 'namespace (\S+) and name (\S+)') {
        $known.namespace, $known.entity = $Matches[1].ToLowerInvariant(), $Matches[2]
    }
    # In a malformed string a key may stand in any place, so only values that cannot be one are taken.
    if ($known.id -eq 'invalidString') {
        if ($Message -match 'Endpoint\s*=\s*[a-z]+://([A-Za-z0-9-]{1,50})\.[^;/\s]*(?:/([A-Za-z0-9._/-]*))?') {
            $known.namespace, $known.entity = $Matches[1].ToLowerInvariant(), "$($Matches[2])".Trim('/', '.')
        }
        if ($Message -match ';\s*EntityPath\s*=\s*([A-Za-z0-9._/-]+)') { $known.entity = $Matches[1].Trim('/', '.') }
        if ($Message -match ';\s*SharedAccessKeyName\s*=\s*([A-Za-z0-9._-]+)') { $known.keyName = $Matches[1].TrimEnd('.') }
        if ($Message -match ';\s*SharedAccessKey\s*=\s*([A-Za-z0-9+/]+={0,2})') { $known.keyFingerprint = Get-Fingerprint $Matches[1] }
        if (-not $known.namespace -or $known.entity -match '[A-Za-z0-9+/]{22}') { $known.entity = $null }
        if ($known.keyName -match '[A-Za-z0-9+/]{32}') { $known.keyName = $null }
        $known.message = 'Tried to add connection with invalid connection string [redacted]'
    }
    $known
}

function ConvertTo-Row([hashtable]$Meant, [string]$Time, [string]$Level, [string]$Folder, [string]$File, [int]$Line) {
    $connection, $entity = $null, $null
    if ($Meant.entity) { $entity = Hide-Secret $Meant.entity; $connection = "$($Meant.namespace)/$entity".ToLowerInvariant() }
    $message = Hide-Secret $Meant.message
    if ($message.Length -gt 400) { $message = $message.Substring(0, 400) }
    New-Object -TypeName psobject -Property ([ordered]@{
        id             = $Meant.id
        time           = $Time
        log            = $Folder
        operation      = $Meant.operation
        connection     = $connection
        target         = $Meant.target
        keyFingerprint = $Meant.keyFingerprint
        keyName        = $Meant.keyName
        message        = $message
        namespace      = $Meant.namespace
        entity         = $entity
        level          = $Level
        file           = $File
        line           = $Line
    })
}

# Rows of one file; then an object with first (time of its first line), cut, unknown and count, for the coverage.
function Read-LogFile([string]$Folder, [string]$File, [string]$Since) {
    $number, $first, $last, $unknown, $count = 0, $null, $null, 0, 0
    foreach ($line in Get-Content -LiteralPath "$Folder\$File" -Encoding UTF8 -TotalCount $MaxLines -ErrorAction Stop) {
        $number++
        # What follows an exception has no prefix and belongs to the line above.
        if ([string]$line -cnotmatch $prefix) { continue }
        $level, $message = $Matches[5], $Matches[6]
        $time = ConvertTo-LineTime $Matches[1] $Matches[2] $Matches[3] $Matches[4]
        if (-not $time) { continue }
        if (-not $first) { $first = $time }
        $last = $time
        if ($time -lt $Since) { continue }
        $meant = Get-Meaning $level $message
        if ($meant) { $count++; ConvertTo-Row $meant $time $level $Folder $File $number } else { $unknown++ }
    }
    New-Object -TypeName psobject -Property @{
        isEnd = $true; first = $first; last = $last; cut = ($number -ge $MaxLines); unknown = $unknown; count = $count
    }
}

# The files of a folder in the order they were written: by day, then by the number that rolling gave them.
function Get-LogFile([string]$Folder) {
    $files = foreach ($file in Get-ChildItem -LiteralPath $Folder -Filter 'log_*.txt' -Force -ErrorAction Stop) {
        if ($file.PSIsContainer -or $file.Name -notmatch '^log_(\d{8})(?:_(\d{3,}))?\.txt$') { continue }
        $part = [int]"0$($Matches[2])"
        New-Object -TypeName psobject -Property @{
            name = $file.Name; day = $Matches[1]; part = $part; order = '{0}{1:d6}' -f $Matches[1], $part
            written = (ConvertTo-UtcText $file.LastWriteTimeUtc)
        }
    }
    $files | Sort-Object -Property order
}

function Read-LogFolder([string]$Folder, [string]$Since, [string]$Now) {
    try { $files = @(Get-LogFile $Folder) }
    catch { Write-SourceAbsence $Folder $_; return }
    if ($files.Count -eq 0) { Write-Source $Folder 'notRun' 'absent'; return }
    $oldest, $to, $count, $unknown, $cut, $before = $null, $Now, 0, 0, $false, $null
    foreach ($file in $files) {
        if ($before -and $before.day -eq $file.day -and $file.part -gt $before.part + 1) {
            Write-Warning "$Folder`: files between $($before.name) and $($file.name) are missing."
        }
        $before = $file
        # A file of a day before the range, and last written before it, holds nothing of it. Both, since a file's times
        # can be set. The oldest file is read anyway: it tells how far back the log speaks.
        if ($oldest -and $file.written -lt $Since -and "$($file.day)" -lt ($Since -replace '-', '').Substring(0, 8)) { continue }
        try {
            $end = $null
            foreach ($row in Read-LogFile $Folder $file.name $Since) { if ($row.isEnd) { $end = $row } else { $row } }
            if (-not $oldest) { $oldest = $end.first }
            $count += $end.count
            $unknown += $end.unknown
            # What lies between the cap and the next file was not read, so the range ends there.
            if ($end.cut -and -not $cut) { $cut = $true; $to = $end.last }
        }
        catch { Write-SourceError "$Folder\$($file.name)" $_ }
    }
    if ($unknown) { Write-Warning "$Folder`: $unknown lines of level information have a text that is not known here." }
    if (-not $oldest) { Write-Source $Folder 'failed' 'incomplete'; return }
    $from = $Since
    if ($oldest -gt $from) { $from = $oldest }
    Write-Source $Folder $(if ($count) { 'collected' } else { 'empty' }) $null ([datetime]$from) ([datetime]$to) ([datetime]$oldest) $cut
}

if (-not (Test-FullLanguage)) { Write-Warning 'ConstrainedLanguage: keys have no fingerprint.' }
$clock = Get-Date
$now = ConvertTo-UtcText $clock
$since = ConvertTo-UtcText $clock.AddSeconds(-$LookbackSeconds)
$folders = @("$env:ProgramData\HybridConnectionManager", "$env:ProgramData\HybridConnectionManagerV2")
$folders += @(Get-ItemProperty -Path 'HKLM:\SOFTWARE\Microsoft\HybridConnectionManagerV2' -ErrorAction SilentlyContinue |
        ForEach-Object { $_.HcmDataDirectory } | Where-Object { $_ })
foreach ($folder in $folders | ForEach-Object { "$_".TrimEnd('\') } | Sort-Object -Unique) {
    Read-LogFolder "$folder\Logs" $since $now
}
