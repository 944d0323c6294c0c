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

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

function Write-Source([string]$Name, [string]$Outcome, $Reason, $From, $To, $Oldest, [bool]$Truncated) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = (ConvertTo-UtcText $From)
            to = (ConvertTo-UtcText $To); oldest = (ConvertTo-UtcText $Oldest); truncated = $Truncated
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

# Keys must not leave the host; SharedAccessKeyName is no secret and stays.
function Hide-Secret([string]$Text) {
    if (-not $Text) { return $null }
    # An equals sign, a quotation mark and a character of a value: plain, or as URLs, HTML and JSON write them.
    $is = '(?:=|%(?:25){0,4}3D|\\{1,8}u003D|&#(?:61|x3d);)'
    $mark = '(?:\\{0,8}"|&quot;|&#34;|\\{1,8}u0022|%(?:25){0,4}22)'
    $end = '&(?:quot|amp|lt|gt|apos|#3[49]);|%(?:25){0,4}(?:3B|26|22|27|20|3C|3E)|\\{1,8}(?:u00(?:22|26|27|3B|3C|3E)|["''rnt])'
    $Text -replace "(SharedAccessKey\s*$is\s*)(?:(?!$end)(?:&#\w+;|[^;`"'<>\s]))+", '$1[redacted]' `
        -replace "(SharedAccessSignature\s*$is\s*)(?:(?!$end)[^;`"'<>])+", '$1[redacted]' `
        -replace "((?:^|[?&;\s]|%(?:25){0,4}(?:26|3F)|\\{1,8}u0026)sig$is)(?:(?!$end)[^&;`"'<>\s])+", '$1[redacted]' `
        -replace "($mark(?:KeyValue|sendKeyValue|primaryKey|secondaryKey)$mark\s*(?::|%(?:25){0,4}3A)\s*$mark)(?:(?!$mark).)+", '$1[redacted]' `
        -replace '((?:^|[\s"])[-/]{1,2}[a-z]{0,20}(?:password|passwd|pwd|pass)(?:[:=]|\s+))(?:"[^"]+"|(?![-/"])\S+)', '$1[redacted]' `
        -replace '[A-Za-z0-9+/]{43}=', '[redacted]'
}

# The log's first record says how far back it can speak; null when the log cannot be read, which is reported here.
function Open-Log([string]$Name) {
    try {
        $log = Get-WinEvent -ListLog $Name -ErrorAction Stop
        if ($log.RecordCount -eq 0) {
            if ($log.IsEnabled) { Write-Source $Name 'empty' } else { Write-Source $Name 'notRun' 'disabled' }
            return
        }
        $first = Get-WinEvent -LogName $Name -Oldest -MaxEvents 1 -ErrorAction Stop
        $last = Get-WinEvent -LogName $Name -MaxEvents 1 -ErrorAction Stop
        $until = $null
        if (-not $log.IsEnabled) { $until = $last.TimeCreated }
        @{ name = $Name; oldest = $first.TimeCreated; until = $until }
    }
    catch {
        if ($_.FullyQualifiedErrorId -like 'NoMatchingLogsFound*') { Open-LeftFile $Name }
        else { Write-SourceError $Name $_ }
    }
}

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

# What was covered. Nothing, where the log begins after the range or was switched off before it: that is no empty log.
function Write-Range([hashtable]$Log, $From, $To, [int]$Count, [bool]$Cut) {
    if ($Log.oldest -gt $From) { $From = $Log.oldest }
    if ($Log.until -and $Log.until -lt $To) { $To = $Log.until }
    if ($From -le $To) {
        Write-Source $Log.name $(if ($Count) { 'collected' } else { 'empty' }) $null $From $To $Log.oldest $Cut
    }
    elseif ($Log.oldest -gt $To) { Write-Source $Log.name 'failed' 'incomplete' $null $null $Log.oldest $false }
    else { Write-Source $Log.name 'notRun' 'disabled' $null $null $Log.oldest $false }
}

# By name from the XML; by the documented order where method calls are forbidden (ConstrainedLanguage).
function Get-EventData($Record, [string[]]$Order) {
    $data = @{}
    if ([string]$ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
        try {
            $xml = [xml]($Record.ToXml() -replace '[\x00-\x08\x0B\x0C\x0E-\x1F]', '')
            foreach ($node in $xml.Event.EventData.Data) { if ($node.Name) { $data[$node.Name] = $node.'#text' } }
        }
        catch { $data = @{} }
    }
    if ($data.Count -eq 0) {
        for ($i = 0; $i -lt $Order.Count -and $i -lt $Record.Properties.Count; $i++) {
            $data[$Order[$i]] = [string]$Record.Properties[$i].Value
        }
    }
    $data
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
    $log = Open-Log $channel
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
