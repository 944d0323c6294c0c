<#
.SYNOPSIS
Lists logons that came from the host itself while something was up: what a tunnel on the host relays looks like that.
.DESCRIPTION
Within the given ranges, from loopback or the host's own addresses only: 4624 of types 3, 8 and 10 and 4648 in Security; 1149
of RemoteConnectionManager, 21 and 25 of LocalSessionManager (Remote Desktop). 91 of WinRM (a shell was created) names no
address: it is given for whoever compares the times. Programs of the host log on through loopback as well, so these rows show
a possibility and no more. Security needs elevation or Event Log Readers.
.PARAMETER Window
Ranges to read, as start/end in ISO-8601; an empty start is the beginning of the lookback, an empty end is now.
.PARAMETER OwnAddress
Addresses of the host; loopback need not be named.
.PARAMETER LookbackSeconds
How far back to read at most, in seconds.
.PARAMETER MaxEvents
Most events of one query; when it is reached, the oldest are missing and the coverage says so.
.PARAMETER MaxRecords
A log with more records than this is read for LargeLogSeconds only.
.PARAMETER LargeLogSeconds
How far back from the end of a range such a log is read, in seconds.
.EXAMPLE
.\Get-LocalLogon.ps1 -Window '2025-02-11T02:18:37Z/' -OwnAddress 192.0.2.20 | Format-Table time, id, logonType, account, address
.OUTPUTS
One object an event: log, id, recordId, time (UTC, ISO-8601), sid, account, logonId, logonType, address, targetAccount and
targetServer (4648), authenticationPackage, processId and image of the process that logged on.
#>
[CmdletBinding()]
param(
    [string[]]$Window = @('/'),
    [string[]]$OwnAddress = @(),
    [long]$LookbackSeconds = 7776000,
    [int]$MaxEvents = 1000,
    [long]$MaxRecords = 500000,
    [long]$LargeLogSeconds = 86400
)

$fields = 'log', 'id', 'recordId', 'time', 'sid', 'account', 'logonId', 'logonType', 'address', 'targetAccount', 'targetServer',
'authenticationPackage', 'processId', 'image'
# EventData and UserData in the documented order; 4624 of version 3 has a field more after these.
$order = @{
    21   = 'User', 'SessionID', 'Address'
    25   = 'User', 'SessionID', 'Address'
    91   = @('ResourceUri')
    1149 = 'Param1', 'Param2', 'Param3'
    4624 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'TargetUserSid', 'TargetUserName',
    'TargetDomainName', 'TargetLogonId', 'LogonType', 'LogonProcessName', 'AuthenticationPackageName', 'WorkstationName',
    'LogonGuid', 'TransmittedServices', 'LmPackageName', 'KeyLength', 'ProcessId', 'ProcessName', 'IpAddress', 'IpPort'
    4648 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'LogonGuid', 'TargetUserName',
    'TargetDomainName', 'TargetLogonGuid', 'TargetServerName', 'TargetInfo', 'ProcessId', 'ProcessName', 'IpAddress', 'IpPort'
}
$logonTypes = 3, 8, 10

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
        @{ name = $Name; oldest = $first.TimeCreated; until = $until; records = $log.RecordCount }
    }
    catch {
        if ($_.FullyQualifiedErrorId -like 'NoMatchingLogsFound*') { Write-Source $Name 'notRun' 'absent' }
        else { Write-SourceError $Name $_ }
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
function Get-EventData($Record) {
    $data = @{}
    if ([string]$ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage') {
        try {
            $xml = [xml]($Record.ToXml() -replace '[\x00-\x08\x0B\x0C\x0E-\x1F]', '')
            foreach ($node in $xml.Event.EventData.Data) { if ($node.Name) { $data[$node.Name] = $node.'#text' } }
            foreach ($name in $order[$Record.Id]) {
                $value = $xml.Event.UserData.EventXML.$name
                if ($null -ne $value) { $data[$name] = [string]$value }
            }
        }
        catch { $data = @{} }
    }
    if ($data.Count -eq 0) {
        $names = $order[$Record.Id]
        for ($i = 0; $i -lt $names.Count -and $i -lt $Record.Properties.Count; $i++) { $data[$names[$i]] = [string]$Record.Properties[$i].Value }
    }
    $data
}

function ConvertTo-Number($Value) { if ("$Value" -match '^(0x[0-9a-f]+|\d+)$') { [uint64]"$Value" } }
function ConvertTo-LogonId($Value) { $number = ConvertTo-Number $Value; if ($null -ne $number) { '0x{0:x}' -f $number } }
function Get-Text($Value) { if ($Value -and "$Value" -ne '-') { "$Value" } }
function Get-Account($Domain, $Name) { if (Get-Text $Name) { if (Get-Text $Domain) { "$Domain\$Name" } else { "$Name" } } }

# Ranges in order, joined where they meet, within the lookback.
function Get-Range {
    $ranges = foreach ($one in $Window) {
        if ($one -notmatch '^([^/]*)/([^/]*)$') { continue }
        $from, $to = $Matches[1], $Matches[2]
        $start = $since
        if ($from) { $start = ([datetime]$from).ToUniversalTime() }
        $end = $now
        if ($to) { $end = ([datetime]$to).ToUniversalTime() }
        if ($start -lt $since) { $start = $since }
        if ($end -gt $now) { $end = $now }
        if ($start -le $end) { @{ from = $start; to = $end } }
    }
    $last = $null
    foreach ($range in @($ranges | Sort-Object -Property { $_.from })) {
        if ($last -and $range.from -le $last.to) { if ($range.to -gt $last.to) { $last = @{ from = $last.from; to = $range.to } }; continue }
        if ($last) { $last }
        $last = $range
    }
    if ($last) { $last }
}

function New-Row($Record, [hashtable]$More) {
    $known = @{ log = $Record.LogName; id = $Record.Id; recordId = [string]$Record.RecordId; time = ConvertTo-UtcText $Record.TimeCreated }
    foreach ($name in $More.Keys) { $known[$name] = $More[$name] }
    New-Object -TypeName psobject -Property $known | Select-Object -Property $fields
}

# Remote Desktop writes the account as DOMAIN\name in one log and in two fields in the other.
function ConvertTo-Logon($Record) {
    $data = Get-EventData $Record
    if ($Record.Id -eq 4624) {
        $type = ConvertTo-Number $data.LogonType
        if ($logonTypes -notcontains $type) { return }
        return New-Row $Record @{
            sid = $data.TargetUserSid; account = Get-Account $data.TargetDomainName $data.TargetUserName; logonType = $type
            logonId = ConvertTo-LogonId $data.TargetLogonId; address = Get-Text $data.IpAddress
            authenticationPackage = Get-Text $data.AuthenticationPackageName; processId = ConvertTo-Number $data.ProcessId
            image = Get-Text $data.ProcessName
        }
    }
    if ($Record.Id -eq 4648) {
        return New-Row $Record @{
            sid = $data.SubjectUserSid; account = Get-Account $data.SubjectDomainName $data.SubjectUserName
            logonId = ConvertTo-LogonId $data.SubjectLogonId; address = Get-Text $data.IpAddress
            targetAccount = Get-Account $data.TargetDomainName $data.TargetUserName; targetServer = Get-Text $data.TargetServerName
            processId = ConvertTo-Number $data.ProcessId; image = Get-Text $data.ProcessName
        }
    }
    if ($Record.Id -eq 91) { return New-Row $Record @{ sid = $(if ($Record.UserId) { [string]$Record.UserId }) } }
    $account = $(if ($Record.Id -eq 1149) { Get-Account $data.Param2 $data.Param1 } else { Get-Text $data.User })
    $address = $(if ($Record.Id -eq 1149) { Get-Text $data.Param3 } else { Get-Text $data.Address })
    if ($own -notcontains $address) { return }
    New-Row $Record @{ account = $account; address = $address; logonType = 10 }
}

# A log of millions of records is read at the end of each range only. $Expressions: one query each, since Windows takes about
# twenty comparisons in one.
function Read-Log([string]$Name, [string]$Ids, [string[]]$Expressions) {
    $log = Open-Log $Name
    if (-not $log) { return }
    # Ranges from before the log are left out where others are held; that some are missing is said of the first that is read.
    $held = @($ranges | Where-Object { $_.to -ge $log.oldest })
    $lost = $held.Count -and $held.Count -lt $ranges.Count
    if (-not $held) { $held = $ranges }
    foreach ($range in $held) {
        $from = $range.from
        $late = $range.to.AddSeconds(-$LargeLogSeconds)
        if ($log.records -gt $MaxRecords -and $late -gt $from) { $from = $late }
        $begin = $from
        $count = 0
        $times = "TimeCreated[@SystemTime>='$(ConvertTo-UtcText $from)' and @SystemTime<='$(ConvertTo-UtcText $range.to)']"
        foreach ($expression in $Expressions) {
            $query = @{ LogName = $Name; FilterXPath = "*[System[($Ids) and $times]$expression]"; MaxEvents = $MaxEvents }
            $found = @(Get-WinEvent @query -ErrorAction SilentlyContinue -ErrorVariable problem)
            $found | ForEach-Object { ConvertTo-Logon $_ }
            $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
            if ($problem) { Write-SourceError $Name $problem[0]; return }
            $count += $found.Count
            if ($found.Count -ge $MaxEvents -and $found[-1].TimeCreated -gt $begin) { $begin = $found[-1].TimeCreated }
        }
        Write-Range $log $begin $range.to $count ($lost -or $begin -gt $range.from)
        $lost = $false
    }
}

$now = (Get-Date).ToUniversalTime()
$since = $now.AddSeconds(-$LookbackSeconds)
$ranges = @(Get-Range)
$own = @(foreach ($address in @('127.0.0.1', '::1') + $OwnAddress | Where-Object { $_ -match '^[0-9A-Fa-f:.]+$' } | Select-Object -Unique) {
        $address
        if ($address -notmatch ':') { "::ffff:$address" }
    })
$logs = [ordered]@{
    'Microsoft-Windows-WinRM/Operational' = 'EventID=91'
    'Microsoft-Windows-TerminalServices-RemoteConnectionManager/Operational' = 'EventID=1149'
    'Microsoft-Windows-TerminalServices-LocalSessionManager/Operational' = 'EventID=21 or EventID=25'
}
if ($ranges.Count -eq 0) {
    foreach ($name in @('Security') + @($logs.Keys)) { Write-Source $name 'notRun' 'skipped' }
    return
}
$expressions = @()
for ($i = 0; $i -lt $own.Count; $i += 8) {
    $any = @($own | Select-Object -Skip $i -First 8 | ForEach-Object { "Data[@Name='IpAddress']='$_'" }) -join ' or '
    $expressions += " and EventData[$any]"
}
Read-Log 'Security' 'EventID=4624 or EventID=4648' $expressions
foreach ($name in $logs.Keys) { Read-Log $name $logs[$name] @('') }
