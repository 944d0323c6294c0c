<#
.SYNOPSIS
Finds the process and the logon behind an installation, and who else was there.
.DESCRIPTION
Reads around the given moments only: 4688 in Security (needs the audit subcategory Process Creation) and event 1 of Sysmon,
where it is installed, for the process ids that Windows Installer or 4697 name as client, for the processes that the
creating logon or account started shortly before, and for what started these; then 4624 for the logon ids of those
processes and of event 4697. Logon ids are unique between two starts of Windows only: nothing before the last start ahead
of a moment is taken, and the starts in between are rows too. Security needs elevation or Event Log Readers. No result does
not mean that auditing was on. Loaded user hives are looked at for a key that a program leaves in the installing profile.
.PARAMETER Anchor
Moments of the installation. Each is looked at from WindowSeconds before to 10 minutes after.
.PARAMETER ClientProcessId
Process ids to look for (events 1040 and 4697).
.PARAMETER LogonId
Logon ids to look for, hexadecimal text (event 4697).
.PARAMETER Sid
SIDs to look for (event 7045, which holds no logon id): their logons, and what they started shortly before.
.PARAMETER SessionAnchor
Moments at which something was configured: interactive logons (types 2, 7, 10, 11) before them are candidates.
.PARAMETER ProfileKey
Registry keys below a user's hive that the program leaves in the profile that installed it.
.PARAMETER WindowSeconds
How far before each moment a process or logon may have begun.
.PARAMETER MaxEvents
Most events of one query; when it is reached, the oldest are missing and the coverage says so.
.EXAMPLE
.\Get-InstallerIdentity.ps1 -Anchor 2025-02-11T02:16:52Z -ClientProcessId 6700
.OUTPUTS
Objects of kind process (4688, Sysmon 1), logon (4624), boot (Kernel-General 12) and profile (a key in a loaded hive); see
the playbook's rows. Times are UTC, ISO-8601.
#>
[CmdletBinding()]
param(
    [datetime[]]$Anchor = @(),
    [long[]]$ClientProcessId = @(),
    [string[]]$LogonId = @(),
    [string[]]$Sid = @(),
    [datetime[]]$SessionAnchor = @(),
    [string[]]$ProfileKey = @(),
    [long]$WindowSeconds = 86400,
    [int]$MaxEvents = 20000
)

$sysmon = 'Microsoft-Windows-Sysmon/Operational'
$fields = 'kind', 'log', 'id', 'recordId', 'time', 'processId', 'image', 'commandLine', 'parentProcessId', 'parentImage', 'sid',
'account', 'logonId', 'linkedLogonId', 'logonType', 'address', 'workstation', 'authenticationPackage', 'elevated', 'path'
# EventData in the documented order; 4624 of version 3 has a field more after RestrictedAdminMode.
$order = @{
    1    = 'RuleName', 'UtcTime', 'ProcessGuid', 'ProcessId', 'Image', 'FileVersion', 'Description', 'Product', 'Company',
    'OriginalFileName', 'CommandLine', 'CurrentDirectory', 'User', 'LogonGuid', 'LogonId', 'TerminalSessionId', 'IntegrityLevel',
    'Hashes', 'ParentProcessGuid', 'ParentProcessId', 'ParentImage', 'ParentCommandLine'
    4624 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'TargetUserSid', 'TargetUserName',
    'TargetDomainName', 'TargetLogonId', 'LogonType', 'LogonProcessName', 'AuthenticationPackageName', 'WorkstationName',
    'LogonGuid', 'TransmittedServices', 'LmPackageName', 'KeyLength', 'ProcessId', 'ProcessName', 'IpAddress', 'IpPort',
    'ImpersonationLevel', 'RestrictedAdminMode', 'TargetOutboundUserName', 'TargetOutboundDomainName', 'VirtualAccount',
    'TargetLinkedLogonId', 'ElevatedToken'
    4688 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'NewProcessId', 'NewProcessName',
    'TokenElevationType', 'ProcessId', 'CommandLine', 'TargetUserSid', 'TargetUserName', 'TargetDomainName', 'TargetLogonId',
    'ParentProcessName', 'MandatoryLabel'
}
# System, LocalService, NetworkService and none: they have no logon that says who it was.
$nobody = '0x0', '0x3e4', '0x3e5', '0x3e7'
$nobodySid = 'S-1-0-0', 'S-1-5-18', 'S-1-5-19', 'S-1-5-20'
# What creates a service was started this shortly before; what started it, in the hour before that. So many levels up.
$nearSeconds = 600
$parentSeconds = 3600
$levels = 3
$followed = 3

function ConvertTo-Process($Record) {
    $data = Get-EventData $Record $order[$Record.Id]
    if ($Record.Id -eq 1) {
        return New-EventRow $Record $fields @{
            kind = 'process'; processId = ConvertTo-Number $data.ProcessId; image = $data.Image
            commandLine = Hide-Secret $data.CommandLine; parentProcessId = ConvertTo-Number $data.ParentProcessId
            parentImage = Get-Text $data.ParentImage
            account = Get-Text $data.User; logonId = ConvertTo-LogonId $data.LogonId
        }
    }
    # Under other credentials the new process belongs to the target, not to the subject.
    $who = 'Subject'
    if ((Get-Text $data.TargetUserName) -and (ConvertTo-LogonId $data.TargetLogonId) -ne '0x0') { $who = 'Target' }
    New-EventRow $Record $fields @{
        kind = 'process'; processId = ConvertTo-Number $data.NewProcessId; image = $data.NewProcessName
        commandLine = Hide-Secret $data.CommandLine; parentProcessId = ConvertTo-Number $data.ProcessId
        parentImage = Get-Text $data.ParentProcessName; sid = $data["${who}UserSid"]
        account = Get-Account $data["${who}DomainName"] $data["${who}UserName"]
        logonId = ConvertTo-LogonId $data["${who}LogonId"]
        elevated = @{ '%%1937' = $true; '%%1938' = $false }["$($data.TokenElevationType)"]
    }
}

function ConvertTo-Logon($Record) {
    $names = $order[4624]
    if ($Record.Version -gt 2) { $names = $names[0..21] }
    $data = Get-EventData $Record $names
    $linked = ConvertTo-LogonId $data.TargetLinkedLogonId
    New-EventRow $Record $fields @{
        kind = 'logon'; sid = $data.TargetUserSid; account = Get-Account $data.TargetDomainName $data.TargetUserName
        logonId = ConvertTo-LogonId $data.TargetLogonId; linkedLogonId = $(if ($linked -ne '0x0') { $linked })
        logonType = ConvertTo-Number $data.LogonType; address = Get-Text $data.IpAddress
        workstation = Get-Text $data.WorkstationName; authenticationPackage = Get-Text $data.AuthenticationPackageName
        elevated = @{ '%%1842' = $true; '%%1843' = $false }["$($data.ElevatedToken)"]
    }
}

# One query of an open log. Adds to what the log's coverage will say.
function Find-Record([hashtable]$Log, [string]$XPath) {
    $query = @{ LogName = $Log.name; FilterXPath = $XPath; MaxEvents = $MaxEvents }
    $found = @(Get-WinEvent @query -ErrorAction SilentlyContinue -ErrorVariable problem)
    $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
    if ($problem) { $Log.problem = $problem[0] }
    if ($found.Count -ge $MaxEvents) { $Log.cut = $found[-1].TimeCreated }
    $Log.found += $found.Count
    $found
}

function Get-XPath([string]$What, $From, $To, [string]$Data) {
    $where = "$What and TimeCreated[@SystemTime>='$(ConvertTo-UtcText $From)' and @SystemTime<='$(ConvertTo-UtcText $To)']"
    if ($Data) { $Data = " and EventData[$Data]" }
    "*[System[$where]$Data]"
}

function Close-Log([hashtable]$Log, $From, $To) {
    if ($Log.problem) { Write-SourceError $Log.name $Log.problem; return }
    if ($Log.cut -gt $From) { $From = $Log.cut }
    Write-Range $Log $From $To $Log.found ([bool]$Log.cut)
}

# Moments that lie within a window of each other are read together; each group has a coverage of its own.
function Get-MomentGroup([datetime[]]$Moment) {
    $group = @()
    foreach ($at in @($Moment | ForEach-Object { $_.ToUniversalTime() } | Sort-Object -Unique)) {
        if ($group.Count -and $at -gt $group[-1].AddSeconds($WindowSeconds)) { , $group; $group = @() }
        $group += $at
    }
    if ($group.Count) { , $group }
}

# 4688 by process id. Where the service does not match a pointer against text, a narrow window is read and compared here.
function Find-Process([long]$Id, $From, $To, [datetime[]]$Near) {
    $rows = @()
    if ($security) {
        $hex = '0x{0:x}' -f $Id
        $found = @(Find-Record $security (Get-XPath 'EventID=4688' $From $To "Data[@Name='NewProcessId']='$hex'"))
        if (-not $found) {
            $beside = foreach ($at in $Near) {
                Find-Record $security (Get-XPath 'EventID=4688' $at.AddMinutes(-10) $at.AddMinutes(10))
            }
            $found = @($beside | Where-Object { (ConvertTo-Number $_.Properties[4].Value) -eq $Id })
        }
        $rows += @($found | Sort-Object -Property RecordId -Unique | ForEach-Object { ConvertTo-Process $_ })
    }
    if ($sysmonLog) {
        $found = Find-Record $sysmonLog (Get-XPath 'EventID=1' $From $To "Data[@Name='ProcessId']='$Id'")
        $rows += @($found | ForEach-Object { ConvertTo-Process $_ })
    }
    $rows
}

# A record may answer several questions; it is a row once.
$seen = @{}
function Select-New($Rows) {
    foreach ($row in $Rows) {
        $key = "$($row.log)|$($row.recordId)"
        if (-not $seen.ContainsKey($key)) { $row }
        $seen[$key] = $true
    }
}

# What started a process, and what started that: a management agent stands there, or a person's shell. Each question costs
# the reading of its window, so only the newest processes are followed, and no further than the window of everything else.
function Find-Parent($Rows) {
    $back = $(if ($WindowSeconds -lt $parentSeconds) { $WindowSeconds } else { $parentSeconds })
    foreach ($child in @($Rows | Sort-Object -Property time -Descending | Select-Object -First $followed)) {
        for ($level = 0; $level -lt $levels -and $child.parentProcessId; $level++) {
            $at = ([datetime]$child.time).ToUniversalTime()
            $known = @(Find-Process $child.parentProcessId $at.AddSeconds(-$back) $at | Where-Object { $_.log -eq $child.log })
            if (-not $known) { break }
            $child = @($known | Sort-Object -Property time)[-1]
            $child
        }
    }
}

# What a logon, or an account, started shortly before something was created.
function Find-Started([string]$SecurityData, [string]$SysmonData, [datetime[]]$Moment) {
    foreach ($at in $Moment) {
        $from = $at.AddSeconds(-$nearSeconds)
        $to = $at.AddSeconds(2)
        if ($security) { Find-Record $security (Get-XPath 'EventID=4688' $from $to $SecurityData) | ForEach-Object { ConvertTo-Process $_ } }
        if ($sysmonLog -and $SysmonData) { Find-Record $sysmonLog (Get-XPath 'EventID=1' $from $to $SysmonData) | ForEach-Object { ConvertTo-Process $_ } }
    }
}

# Several in one query, since each reads the whole window; Windows takes about twenty expressions.
function Find-Logon([string[]]$Id, [string]$Field, $From, $To) {
    for ($i = 0; $i -lt $Id.Count; $i += 4) {
        $spellings = foreach ($one in $Id | Select-Object -Skip $i -First 4) { $one; '0x' + $one.Substring(2).ToUpperInvariant() }
        $any = @($spellings | Select-Object -Unique | ForEach-Object { "Data[@Name='$Field']='$_'" }) -join ' or '
        Find-Record $security (Get-XPath 'EventID=4624' $From $To $any) | ForEach-Object { ConvertTo-Logon $_ }
    }
}

# The starts of Windows in a range: they bound logon ids. System is open to everyone.
function Find-Boot($From, $To) {
    $start = "Provider[@Name='Microsoft-Windows-Kernel-General'] and EventID=12"
    Find-Record $system (Get-XPath $start $From $To) | ForEach-Object { New-EventRow $_ $fields @{ kind = 'boot' } }
}

function Read-Group([datetime[]]$Moment) {
    $begin = $Moment[0].AddSeconds(-$WindowSeconds)
    $end = $Moment[-1].AddSeconds($nearSeconds)
    if ($end -gt $now) { $end = $now }
    $system = Open-Log 'System'
    if ($system) {
        $boots = @(Find-Boot $begin $end | Sort-Object -Property time)
        Select-New $boots
        $before = @($boots | Where-Object { ([datetime]$_.time).ToUniversalTime() -le $Moment[0] })
        Close-Log $system $begin $end
        if ($before) { $begin = ([datetime]$before[-1].time).ToUniversalTime() }
    }
    $security = Open-Log 'Security'
    $sysmonLog = Open-Log $sysmon
    $rows = @()
    foreach ($client in $ClientProcessId | Sort-Object -Unique) { $rows += @(Find-Process $client $begin $end $Moment) }
    $creators = @($LogonId | ForEach-Object { ConvertTo-LogonId $_ } | Where-Object { $nobody -notcontains $_ } | Sort-Object -Unique)
    foreach ($id in $creators) {
        $any = "Data[@Name='SubjectLogonId']='$id' or Data[@Name='TargetLogonId']='$id'"
        $rows += @(Find-Started $any "Data[@Name='LogonId']='$id'" $Moment)
    }
    $people = @($Sid | Where-Object { $_ -match '^S-1-[0-9-]+$' -and $nobodySid -notcontains $_ } | Sort-Object -Unique)
    if (-not $creators) {
        foreach ($one in $people) { $rows += @(Find-Started "Data[@Name='SubjectUserSid']='$one'" $null $Moment) }
    }
    $rows += @(Find-Parent @($rows | Where-Object { $ClientProcessId -contains $_.processId -or $_.commandLine }))
    Select-New $rows

    $wanted = @(@($creators) + @($rows | ForEach-Object { $_.logonId }) | Where-Object { $_ -and $nobody -notcontains $_ } | Sort-Object -Unique)
    if ($security) {
        $logons = @(Find-Logon $wanted 'TargetLogonId' $begin $end)
        # An administrator's logon has two halves; one of them may not have been logged.
        $lost = @($wanted | Where-Object { @($logons | ForEach-Object { $_.logonId }) -notcontains $_ })
        $logons += @(Find-Logon $lost 'TargetLinkedLogonId' $begin $end)
        if (-not $creators) {
            foreach ($one in $people) {
                $by = Find-Record $security (Get-XPath 'EventID=4624' $begin $end "Data[@Name='TargetUserSid']='$one'")
                $logons += @($by | ForEach-Object { ConvertTo-Logon $_ } | Where-Object { $_.logonType -ne 5 })
            }
        }
        Select-New $logons
        Close-Log $security $begin $end
    }
    if ($sysmonLog) { Close-Log $sysmonLog $begin $end }
}

# Whoever sat at the host when something was configured: present, no more than that.
function Read-Session([datetime[]]$Moment) {
    $begin = $Moment[0].AddSeconds(-$WindowSeconds)
    $security = Open-Log 'Security'
    if (-not $security) { return }
    $types = @(2, 7, 10, 11 | ForEach-Object { "Data[@Name='LogonType']='$_'" }) -join ' or '
    $found = @(Find-Record $security (Get-XPath 'EventID=4624' $begin $Moment[-1] $types) | ForEach-Object { ConvertTo-Logon $_ })
    Select-New @($found | Where-Object { $_.sid -match '^S-1-(5-21|12-1)-' })
    Close-Log $security $begin $Moment[-1]
}

# Hives of accounts that are logged on, or whose services run; those of others are not loaded for this.
function Read-Profile([string]$Key) {
    $name = "HKU:\<SID>\$Key"
    try {
        $hives = @(Get-ChildItem -Path 'Registry::HKEY_USERS' -ErrorAction Stop | Where-Object { $_.PSChildName -match '^S-1-(5-21|12-1)-[0-9-]+$' })
        foreach ($hive in $hives) {
            $path = "Registry::HKEY_USERS\$($hive.PSChildName)\$Key"
            if (-not (Test-Path -LiteralPath $path)) { continue }
            $known = @{ kind = 'profile'; sid = $hive.PSChildName; path = "HKU:\$($hive.PSChildName)\$Key" }
            New-Row $fields $known
        }
        Write-Source $name $(if ($hives) { 'collected' } else { 'empty' })
    }
    catch { Write-SourceError $name $_ }
}

$now = (Get-Date).ToUniversalTime()
$groups = @(Get-MomentGroup $Anchor)
foreach ($group in $groups) { Read-Group $group }
foreach ($group in @(Get-MomentGroup $SessionAnchor)) { Read-Session $group }
foreach ($key in $ProfileKey) { Read-Profile $key }
if ($groups.Count -eq 0 -and $SessionAnchor.Count -eq 0) {
    foreach ($name in 'Security', $sysmon) { Write-Source $name 'notRun' 'skipped' }
}
