<#
.SYNOPSIS
Finds the process and the logon behind an installation.
.DESCRIPTION
Reads around the given moments only: 4688 in Security (needs the audit subcategory Process Creation) and event 1 of Sysmon,
where it is installed, for the process ids that Windows Installer names as its clients; then 4624 for the logon ids of those
processes and of event 4697. Logon ids are unique between two starts of Windows only, so nothing before the last start ahead
of the moment is taken. Security needs elevation or Event Log Readers. No result does not mean that auditing was on.
.PARAMETER Anchor
Moments of the installation. Each is looked at from WindowSeconds before to 10 minutes after.
.PARAMETER ClientProcessId
Process ids to look for (event 1040).
.PARAMETER LogonId
Logon ids to look for, hexadecimal text (event 4697).
.PARAMETER WindowSeconds
How far before each moment a process or logon may have begun.
.PARAMETER MaxEvents
Most events of one query; when it is reached, the oldest are missing and the coverage says so.
.EXAMPLE
.\Get-InstallerIdentity.ps1 -Anchor 2025-02-11T02:16:52Z -ClientProcessId 6700
.OUTPUTS
Objects of kind process (4688, Sysmon 1) and logon (4624); see the playbook's rows. Times are UTC, ISO-8601.
#>
[CmdletBinding()]
param(
    [datetime[]]$Anchor = @(),
    [long[]]$ClientProcessId = @(),
    [string[]]$LogonId = @(),
    [long]$WindowSeconds = 86400,
    [int]$MaxEvents = 20000
)

$sysmon = 'Microsoft-Windows-Sysmon/Operational'
$fields = 'kind', 'log', 'id', 'recordId', 'time', 'processId', 'image', 'commandLine', 'parentProcessId', 'parentImage', 'sid',
'account', 'logonId', 'linkedLogonId', 'logonType', 'address', 'workstation', 'authenticationPackage', 'elevated'
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
    $Text -replace '(SharedAccessKey\s*=\s*)[^;"''<>\s]+', '$1[redacted]' `
        -replace '(SharedAccessSignature\s*=\s*)[^;"''<>]+', '$1[redacted]' `
        -replace '((?:^|[?&;])sig=)[^&;"''<>\s]+', '$1[redacted]' `
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

# Numbers in a record, decimal or hexadecimal text in its XML.
function ConvertTo-Number($Value) { if ("$Value" -match '^(0x[0-9a-f]+|\d+)$') { [uint64]"$Value" } }
function ConvertTo-LogonId($Value) { $number = ConvertTo-Number $Value; if ($null -ne $number) { '0x{0:x}' -f $number } }
function Get-Text($Value) { if ($Value -and "$Value" -ne '-') { "$Value" } }
function Get-Account($Domain, $Name) { if (Get-Text $Name) { if (Get-Text $Domain) { "$Domain\$Name" } else { "$Name" } } }

function New-Row($Record, [hashtable]$More) {
    $known = @{
        log = $Record.LogName; id = $Record.Id; recordId = [string]$Record.RecordId
        time = ConvertTo-UtcText $Record.TimeCreated
    }
    foreach ($name in $More.Keys) { $known[$name] = $More[$name] }
    New-Object -TypeName psobject -Property $known | Select-Object -Property $fields
}

function ConvertTo-Process($Record) {
    $data = Get-EventData $Record $order[$Record.Id]
    if ($Record.Id -eq 1) {
        return New-Row $Record @{
            kind = 'process'; processId = ConvertTo-Number $data.ProcessId; image = $data.Image
            commandLine = Hide-Secret $data.CommandLine; parentProcessId = ConvertTo-Number $data.ParentProcessId
            parentImage = Get-Text $data.ParentImage
            account = Get-Text $data.User; logonId = ConvertTo-LogonId $data.LogonId
        }
    }
    # Under other credentials the new process belongs to the target, not to the subject.
    $who = 'Subject'
    if ((Get-Text $data.TargetUserName) -and (ConvertTo-LogonId $data.TargetLogonId) -ne '0x0') { $who = 'Target' }
    New-Row $Record @{
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
    New-Row $Record @{
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

$anchors = @($Anchor | ForEach-Object { $_.ToUniversalTime() } | Sort-Object)
if ($anchors.Count -eq 0) {
    foreach ($name in 'Security', $sysmon) { Write-Source $name 'notRun' 'skipped' }
    return
}
$begin = $anchors[0].AddSeconds(-$WindowSeconds)
$end = $anchors[-1].AddMinutes(10)
$now = (Get-Date).ToUniversalTime()
if ($end -gt $now) { $end = $now }

# The last start of Windows ahead of the first moment bounds logon ids; System is open to everyone.
$system = Open-Log 'System'
if ($system) {
    $start = "Provider[@Name='Microsoft-Windows-Kernel-General'] and EventID=12"
    $boots = Find-Record $system (Get-XPath $start $begin $anchors[0])
    if ($boots) { $begin = @($boots)[0].TimeCreated }
    Close-Log $system $anchors[0].AddSeconds(-$WindowSeconds) $anchors[0]
}

$logonIds = @($LogonId | ForEach-Object { ConvertTo-LogonId $_ })
$security = Open-Log 'Security'
$other = Open-Log $sysmon
foreach ($client in $ClientProcessId | Sort-Object -Unique) {
    $rows = @()
    if ($security) {
        $hex = '0x{0:x}' -f $client
        $found = @(Find-Record $security (Get-XPath 'EventID=4688' $begin $end "Data[@Name='NewProcessId']='$hex'"))
        # Where the service does not match a pointer against text, a narrow window is read and compared here.
        if (-not $found) {
            $near = foreach ($at in $anchors) {
                Find-Record $security (Get-XPath 'EventID=4688' $at.AddMinutes(-10) $at.AddMinutes(10))
            }
            $found = @($near | Where-Object { (ConvertTo-Number $_.Properties[4].Value) -eq $client })
        }
        $rows += @($found | Sort-Object -Property RecordId -Unique | ForEach-Object { ConvertTo-Process $_ })
    }
    if ($other) {
        $found = Find-Record $other (Get-XPath 'EventID=1' $begin $end "Data[@Name='ProcessId']='$client'")
        $rows += @($found | ForEach-Object { ConvertTo-Process $_ })
    }
    $logonIds += @($rows | ForEach-Object { $_.logonId })
    $rows
}
# Several in one query, since each reads the whole window; Windows takes about twenty expressions.
$wanted = @($logonIds | Where-Object { $_ -and $nobody -notcontains $_ } | Sort-Object -Unique)
for ($i = 0; $security -and $i -lt $wanted.Count; $i += 4) {
    $spellings = foreach ($id in $wanted | Select-Object -Skip $i -First 4) { $id; '0x' + $id.Substring(2).ToUpperInvariant() }
    $any = @($spellings | Select-Object -Unique | ForEach-Object { "Data[@Name='TargetLogonId']='$_'" }) -join ' or '
    Find-Record $security (Get-XPath 'EventID=4624' $begin $end $any) | ForEach-Object { ConvertTo-Logon $_ }
}
if ($security) { Close-Log $security $begin $end }
if ($other) { Close-Log $other $begin $end }
