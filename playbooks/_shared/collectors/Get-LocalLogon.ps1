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

# Remote Desktop writes the account as DOMAIN\name in one log and in two fields in the other.
function ConvertTo-Logon($Record) {
    $data = Get-EventData $Record $order[$Record.Id]
    if ($Record.Id -eq 4624) {
        $type = ConvertTo-Number $data.LogonType
        if ($logonTypes -notcontains $type) { return }
        return New-EventRow $Record $fields @{
            sid = $data.TargetUserSid; account = Get-Account $data.TargetDomainName $data.TargetUserName; logonType = $type
            logonId = ConvertTo-LogonId $data.TargetLogonId; address = Get-Text $data.IpAddress
            authenticationPackage = Get-Text $data.AuthenticationPackageName; processId = ConvertTo-Number $data.ProcessId
            image = Get-Text $data.ProcessName
        }
    }
    if ($Record.Id -eq 4648) {
        return New-EventRow $Record $fields @{
            sid = $data.SubjectUserSid; account = Get-Account $data.SubjectDomainName $data.SubjectUserName
            logonId = ConvertTo-LogonId $data.SubjectLogonId; address = Get-Text $data.IpAddress
            targetAccount = Get-Account $data.TargetDomainName $data.TargetUserName; targetServer = Get-Text $data.TargetServerName
            processId = ConvertTo-Number $data.ProcessId; image = Get-Text $data.ProcessName
        }
    }
    if ($Record.Id -eq 91) { return New-EventRow $Record $fields @{ sid = $(if ($Record.UserId) { [string]$Record.UserId }) } }
    $account = $(if ($Record.Id -eq 1149) { Get-Account $data.Param2 $data.Param1 } else { Get-Text $data.User })
    $address = $(if ($Record.Id -eq 1149) { Get-Text $data.Param3 } else { Get-Text $data.Address })
    if ($own -notcontains $address) { return }
    New-EventRow $Record $fields @{ account = $account; address = $address; logonType = 10 }
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
$ranges = @(Get-Range $Window $since $now)
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
