<#
.SYNOPSIS
Says what the event logs can speak of: how far back they reach, whether they were cleared, and whether the clock was moved.
.DESCRIPTION
For each log: is it enabled, how many records it holds, from when to when, its size and what happens when it is full, and how
many record numbers between the first and the last are missing. From Security: 1102 (the log was cleared), 4616 (the time was
changed), 4719 (the audit policy was changed). From System: 104 (a log was cleared), Kernel-General 1 (the time was changed),
7040 (the start type of a service was changed). The audit policy itself is in no log: of it, what Group Policy left in
audit.csv is read; what auditpol.exe would say stays unknown. Security needs elevation or Event Log Readers.
.PARAMETER LogName
The logs to describe.
.PARAMETER ServiceName
Key names of services whose changes of start type matter.
.PARAMETER LookbackSeconds
How far back to read, in seconds.
.PARAMETER MinimumStepSeconds
Smaller steps of the clock are left out: time services make them all day.
.PARAMETER MaxEvents
Most events read from each log; when it is reached, the oldest are missing and the coverage says so.
.PARAMETER MaxRecords
A Security log with more records than this is read for LargeLogSeconds only.
.PARAMETER LargeLogSeconds
How far back such a log is read, in seconds.
.EXAMPLE
.\Get-LogCoverage.ps1 -LogName Security, System, Application | Format-Table kind, log, time, oldest, records, missing, account
.OUTPUTS
Objects of kind log, cleared, clockStep, startMode, auditChange and auditPolicy; see the playbook's rows. Times are UTC,
ISO-8601.
#>
[CmdletBinding()]
param(
    [string[]]$LogName = @('Security', 'System', 'Application'),
    [string[]]$ServiceName = @('EventLog'),
    [long]$LookbackSeconds = 7776000,
    [int]$MinimumStepSeconds = 30,
    [int]$MaxEvents = 2000,
    [long]$MaxRecords = 500000,
    [long]$LargeLogSeconds = 172800
)

$fields = 'kind', 'log', 'id', 'recordId', 'time', 'sid', 'account', 'logonId', 'enabled', 'records', 'oldest', 'newest', 'missing',
'sizeBytes', 'maximumBytes', 'mode', 'previousTime', 'newTime', 'stepSeconds', 'image', 'service', 'oldMode', 'newMode', 'subcategory', 'setting'
# EventData or UserData in the documented order.
$order = @{
    1    = 'NewTime', 'OldTime', 'Reason', 'ProcessName', 'ProcessID'
    104  = 'SubjectUserName', 'SubjectDomainName', 'Channel', 'BackupPath'
    1102 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId'
    4616 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'PreviousTime', 'NewTime', 'ProcessId', 'ProcessName'
    4719 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'CategoryId', 'SubcategoryId', 'SubcategoryGuid',
    'AuditPolicyChanges'
    7040 = 'param1', 'param2', 'param3', 'param4'
}

# Describes a log; hands it on where it holds records. The newest record is asked for first: what is written in the meantime
# can then only hide a missing number, never make one up.
function Read-LogState([string]$Name) {
    $newest = $null
    try { $newest = Get-WinEvent -LogName $Name -MaxEvents 1 -ErrorAction Stop }
    catch {
        $id = $_.FullyQualifiedErrorId
        if ($id -like 'NoMatchingLogsFound*') { Write-Source $Name 'notRun' 'absent'; return }
        if ($id -notlike 'NoMatchingEventsFound*') { Write-SourceError $Name $_; return }
    }
    try {
        $log = Get-WinEvent -ListLog $Name -ErrorAction Stop
        $known = @{
            kind = 'log'; log = $log.LogName; enabled = $log.IsEnabled; records = $log.RecordCount; sizeBytes = $log.FileSize
            maximumBytes = $log.MaximumSizeInBytes; mode = [string]$log.LogMode
        }
        if ($newest -and $log.RecordCount) {
            $first = Get-WinEvent -LogName $Name -Oldest -MaxEvents 1 -ErrorAction Stop
            $known.oldest = ConvertTo-UtcText $first.TimeCreated
            $known.newest = ConvertTo-UtcText $newest.TimeCreated
            if ($log.OldestRecordNumber) {
                $missing = [long]($newest.RecordId - $log.OldestRecordNumber + 1 - $log.RecordCount)
                $known.missing = $(if ($missing -gt 0) { $missing } else { [long]0 })
            }
        }
        New-Row $fields $known
        if (-not $known.oldest) {
            if ($log.IsEnabled) { Write-Source $Name 'empty' } else { Write-Source $Name 'notRun' 'disabled' }
            return
        }
        $until = $null
        if (-not $log.IsEnabled) { $until = $newest.TimeCreated }
        $opened[$log.LogName] = @{ name = $log.LogName; oldest = $first.TimeCreated; until = $until; records = $log.RecordCount }
    }
    catch { Write-SourceError $Name $_ }
}

# Written by Windows in ISO-8601; anything else is no time.
function ConvertTo-Moment($Value) { if ("$Value" -match '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d') { ([datetime]"$Value").ToUniversalTime() } }

# The header's user, where the event has no field for it.
function Get-Subject($Record, $Data) {
    $sid = Get-Text $Data.SubjectUserSid
    if (-not $sid -and $Record.UserId) { $sid = [string]$Record.UserId }
    @{ sid = $sid; account = Get-Account $Data.SubjectDomainName $Data.SubjectUserName; logonId = ConvertTo-LogonId $Data.SubjectLogonId }
}

function ConvertTo-Row($Record) {
    $data = Get-EventData $Record $order[$Record.Id]
    $who = Get-Subject $Record $data
    if ($Record.ProviderName -eq 'Microsoft-Windows-Eventlog') {
        $cleared = $(if ($Record.Id -eq 1102) { 'Security' } else { Get-Text $data.Channel })
        if (1102, 104 -contains $Record.Id) { New-EventRow $Record $fields ($who + @{ kind = 'cleared'; log = $cleared }) }
    }
    elseif ($Record.Id -eq 4719) {
        $change = @{ subcategory = Get-Text $data.SubcategoryGuid; setting = Get-Text $data.AuditPolicyChanges }
        New-EventRow $Record $fields ($who + $change + @{ kind = 'auditChange' })
    }
    elseif ($Record.Id -eq 7040) {
        $change = @{ service = Get-Text $data.param4; oldMode = Get-Text $data.param2; newMode = Get-Text $data.param3 }
        if ($ServiceName -contains $data.param4) { New-EventRow $Record $fields ($who + $change + @{ kind = 'startMode' }) }
    }
    elseif ($Record.Id -eq 4616 -or $Record.ProviderName -eq 'Microsoft-Windows-Kernel-General') {
        $old = ConvertTo-Moment $(if ($Record.Id -eq 4616) { $data.PreviousTime } else { $data.OldTime })
        $new = ConvertTo-Moment $data.NewTime
        if (-not $old -or -not $new) { return }
        # [math] is refused in ConstrainedLanguage; a cast rounds.
        $step = [long](New-TimeSpan -Start $old -End $new).TotalSeconds
        if ($step -lt $MinimumStepSeconds -and -$step -lt $MinimumStepSeconds) { return }
        $change = @{
            previousTime = ConvertTo-UtcText $old; newTime = ConvertTo-UtcText $new; stepSeconds = $step
            image = Get-Text $data.ProcessName
        }
        New-EventRow $Record $fields ($who + $change + @{ kind = 'clockStep' })
    }
}

function Read-Log([hashtable]$Log, [hashtable]$Filter) {
    $from = $since
    if ($Log.records -gt $MaxRecords -and $now.AddSeconds(-$LargeLogSeconds) -gt $since) { $from = $now.AddSeconds(-$LargeLogSeconds) }
    $query = @{ LogName = $Log.name; StartTime = $from; EndTime = $now } + $Filter
    $limits = @{ FilterHashtable = $query; MaxEvents = $MaxEvents }
    $records = @(Get-WinEvent @limits -ErrorAction SilentlyContinue -ErrorVariable problem)
    $records | ForEach-Object { ConvertTo-Row $_ }
    $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
    if ($problem) { Write-SourceError $Log.name $problem[0]; return }
    $cut = $records.Count -ge $MaxEvents
    if ($cut) { $from = $records[-1].TimeCreated }
    Write-Range $Log $from $now $records.Count ($cut -or $from -gt $since)
}

# Left by Group Policy: what it set, no more. The setting is a number: 0 none, 1 success, 2 failure, 3 both.
function Read-AuditPolicy {
    $path = "$env:SystemRoot\security\audit\audit.csv"
    try {
        if (Test-Path -LiteralPath $path) {
            # By GUID, since names are in the host's language; the number is the last column.
            $rows = @(foreach ($line in @(Get-Content -LiteralPath $path -ErrorAction Stop)) {
                    if ($line -notmatch '(\{[0-9A-Fa-f-]{36}\}).*,(\d)\s*$') { continue }
                    $known = @{ kind = 'auditPolicy'; subcategory = $Matches[1].ToLowerInvariant(); setting = $Matches[2] }
                    New-Row $fields $known
                })
            $rows
            Write-Source $path $(if ($rows.Count) { 'collected' } else { 'empty' })
        }
        else { Write-Source $path 'notRun' 'absent' }
    }
    catch { Write-SourceError $path $_ }
    Write-Source 'the audit policy in force (auditpol)' 'notRun' 'unsupported'
}

$now = Get-Date
$since = $now.AddSeconds(-$LookbackSeconds)
$opened = @{}
$readFor = @{
    Security = @{ Id = 1102, 4616, 4719 }
    System   = @{ ProviderName = 'Microsoft-Windows-Eventlog', 'Microsoft-Windows-Kernel-General', 'Service Control Manager'; Id = 1, 104, 7040 }
}
foreach ($name in $LogName | Select-Object -Unique) {
    Read-LogState $name
    $log = $opened[$name]
    if (-not $log) { continue }
    if ($readFor.ContainsKey($name)) { Read-Log $log $readFor[$name] }
    else { Write-Source $log.name 'collected' $null $log.oldest $(if ($log.until) { $log.until } else { $now }) $log.oldest $false }
}
Read-AuditPolicy
