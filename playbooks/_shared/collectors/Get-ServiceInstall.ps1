<#
.SYNOPSIS
Reads what the logs and the Uninstall keys say about the installation of the service.
.DESCRIPTION
Reads event 4697 (Security; needs elevation or Event Log Readers, and the audit subcategory Security System Extension),
7045 (System), 1033, 1034, 1040, 1042, 11707, 11708 and 11724 of MsiInstaller (Application), and the Uninstall keys of
both views. Win32_Product is not touched: it would start repairs and write into the evidence. 7045 names a service by
display name, 4697 by key name; both are compared, and the image path too.
.PARAMETER ServiceName
Key names and display names of the services.
.PARAMETER ServicePath
Program files of the services.
.PARAMETER ProductPattern
Regular expression for names of products, services and packages; without one, no name fits.
.PARAMETER LookbackSeconds
How far back to read, in seconds.
.PARAMETER MaxEvents
Most events read from each log; when it is reached, the oldest are missing and the coverage says so.
.PARAMETER MaxRecords
A Security log with more records than this is read around the moments of the installation only.
.EXAMPLE
.\Get-ServiceInstall.ps1 -ServiceName Spooler, 'Print Spooler' | Sort-Object time | Format-Table time, log, id, serviceName, product, packagePath, userSid
.OUTPUTS
Objects of kind event and product; see the playbook's rows. Times are UTC, ISO-8601; installDate is the host's local day.
#>
[CmdletBinding()]
param(
    [string[]]$ServiceName = @(),
    [string[]]$ServicePath = @(),
    [string]$ProductPattern = '(?!)',
    [long]$LookbackSeconds = 7776000,
    [int]$MaxEvents = 5000,
    [long]$MaxRecords = 500000
)

$fields = 'kind', 'log', 'id', 'recordId', 'time', 'processId', 'userSid', 'subjectSid', 'subjectAccount', 'subjectLogonId',
'serviceName', 'imagePath', 'serviceAccount', 'product', 'productVersion', 'manufacturer', 'status', 'packagePath',
'clientProcessId', 'productCode', 'installDate', 'installSource'
# EventData in the documented order.
$order = @{
    4697 = 'SubjectUserSid', 'SubjectUserName', 'SubjectDomainName', 'SubjectLogonId', 'ServiceName', 'ServiceFileName',
    'ServiceType', 'ServiceStartType', 'ServiceAccount', 'ClientProcessStartKey', 'ClientProcessId', 'ParentProcessId'
    7045 = 'ServiceName', 'ImagePath', 'ServiceType', 'StartType', 'AccountName'
}
# Values of an Uninstall key.
$valueOf = @{
    product = 'DisplayName'; productVersion = 'DisplayVersion'; manufacturer = 'Publisher'; installDate = 'InstallDate'
    installSource = 'InstallSource'
}
# A transaction (1040, 1042) names only a package and a process; it belongs to an installation that is this near.
$nearSeconds = 600

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

function New-Row($Record, [hashtable]$More) {
    $known = @{
        kind = 'event'; log = $Record.LogName; id = $Record.Id; recordId = [string]$Record.RecordId
        time = ConvertTo-UtcText $Record.TimeCreated; processId = $Record.ProcessId
    }
    if ($Record.UserId) { $known.userSid = [string]$Record.UserId }
    foreach ($name in $More.Keys) { $known[$name] = $More[$name] }
    New-Object -TypeName psobject -Property $known | Select-Object -Property $fields
}

function Read-Log([hashtable]$Log, $From, $To, [hashtable]$Filter) {
    if (-not $Log) { return }
    if ($To -gt $now) { $To = $now }
    $query = @{ LogName = $Log.name; StartTime = $From; EndTime = $To } + $Filter
    $limits = @{ FilterHashtable = $query; MaxEvents = $MaxEvents }
    $records = @(Get-WinEvent @limits -ErrorAction SilentlyContinue -ErrorVariable problem)
    $records
    $problem = @($problem | Where-Object { $_.FullyQualifiedErrorId -notlike 'NoMatchingEventsFound*' })
    if ($problem) { Write-SourceError $Log.name $problem[0]; return }
    $cut = $records.Count -ge $MaxEvents
    Write-Range $Log $(if ($cut) { $records[-1].TimeCreated } else { $From }) $To $records.Count $cut
}

# Security holds millions of records on a busy server: then only what lies around the moments that the small logs gave is
# read, each with a coverage of its own. Without such a moment it is read whole, as far as the deadline lets it.
function Read-Security([hashtable]$Log) {
    $moments = @($moments | Sort-Object)
    if ($Log.records -le $MaxRecords -or $moments.Count -eq 0) { Read-Log $Log $since $now @{ Id = 4697 }; return }
    $from = $moments[0]
    for ($i = 0; $i -lt $moments.Count; $i++) {
        $last = $i -eq $moments.Count - 1
        if (-not $last -and $moments[$i + 1] -lt $moments[$i].AddSeconds(2 * $nearSeconds)) { continue }
        Read-Log $Log $from.AddSeconds(-$nearSeconds) $moments[$i].AddSeconds($nearSeconds) @{ Id = 4697 }
        if (-not $last) { $from = $moments[$i + 1] }
    }
}

function Test-Service([string]$Key, [string]$ImagePath) {
    if ($ServiceName -contains $Key -or $Key -match $ProductPattern -or $ImagePath -match $ProductPattern) { return $true }
    foreach ($path in $ServicePath) { if ($ImagePath -like "*$path*") { return $true } }
    $false
}

# A process id is a number in the record; in its XML it may be hexadecimal. 0 means another host.
function ConvertTo-ProcessId($Value) {
    if ("$Value" -match '^(0x[0-9a-f]{1,8}|[0-9]{1,10})$' -and [long]"$Value" -gt 0) { [long]"$Value" }
}

# The logon id is a number in the record and hexadecimal text in its XML.
function ConvertTo-LogonId($Value) { if ("$Value") { '0x{0:x}' -f [uint64]"$Value" } }

# MsiInstaller writes the product code as ASCII into the record's binary part: bytes, or hexadecimal text.
function Get-ProductCode($Record) {
    foreach ($property in $Record.Properties) {
        $value = $property.Value
        if ($value -is [string] -and $value -match '^7B[0-9A-F]{74}') {
            $value = for ($i = 0; $i -lt 76; $i += 2) { [int]"0x$($value.Substring($i, 2))" }
        }
        if ($value -is [array] -and $value.Count -ge 38 -and $value[0] -eq 0x7B) {
            return -join ($value[0..37] | ForEach-Object { [char]$_ })
        }
    }
}

$now = Get-Date
$since = $now.AddSeconds(-$LookbackSeconds)
# Moments at which something of ours was installed.
$moments = @()

$filter = @{ ProviderName = 'Service Control Manager'; Id = 7045 }
foreach ($record in Read-Log (Open-Log 'System') $since $now $filter) {
    $data = Get-EventData $record $order[7045]
    if (-not (Test-Service $data.ServiceName $data.ImagePath)) { continue }
    $moments += $record.TimeCreated
    New-Row $record @{
        serviceName = $data.ServiceName; imagePath = Hide-Secret $data.ImagePath; serviceAccount = $data.AccountName
    }
}

$transactions = @()
$installerIds = 1033, 1034, 1040, 1042, 11707, 11708, 11724
$filter = @{ ProviderName = 'MsiInstaller'; Id = $installerIds }
foreach ($record in Read-Log (Open-Log 'Application') $since $now $filter) {
    $part = @($record.Properties | ForEach-Object { $_.Value })
    if (1040, 1042 -contains $record.Id) { $transactions += $record; continue }
    $known = @{ productCode = Get-ProductCode $record; product = "$($part[0])" }
    if (1033, 1034 -contains $record.Id) {
        $known.productVersion = "$($part[1])"; $known.status = "$($part[3])"; $known.manufacturer = "$($part[4])"
    }
    elseif ($known.product -match '^[^:]*:\s*(\S.{0,254}?)\s+--\s') { $known.product = $Matches[1] }
    if ($known.product -notmatch $ProductPattern) { continue }
    $moments += $record.TimeCreated
    New-Row $record $known
}

foreach ($record in Read-Security (Open-Log 'Security')) {
    $data = Get-EventData $record $order[4697]
    if (-not (Test-Service $data.ServiceName $data.ServiceFileName)) { continue }
    $moments += $record.TimeCreated
    New-Row $record @{
        subjectSid = $data.SubjectUserSid; subjectAccount = "$($data.SubjectDomainName)\$($data.SubjectUserName)"
        subjectLogonId = ConvertTo-LogonId $data.SubjectLogonId; serviceName = $data.ServiceName
        imagePath = Hide-Secret $data.ServiceFileName; serviceAccount = $data.ServiceAccount
        clientProcessId = ConvertTo-ProcessId $data.ClientProcessId
    }
}

foreach ($record in $transactions) {
    $package = "$($record.Properties[0].Value)"
    $at = $record.TimeCreated
    $near = $moments | Where-Object { $_ -ge $at.AddSeconds(-$nearSeconds) -and $_ -le $at.AddSeconds($nearSeconds) }
    if ($package -notmatch $ProductPattern -and -not $near) { continue }
    $client = $null
    if ("$($record.Properties[1].Value)" -match '^\d{1,10}$') { $client = [long]$Matches[0] }
    New-Row $record @{ packagePath = Hide-Secret $package; clientProcessId = $client }
}

foreach ($view in 'HKLM:\SOFTWARE', 'HKLM:\SOFTWARE\WOW6432Node') {
    $key = "$view\Microsoft\Windows\CurrentVersion\Uninstall"
    $products = @(Get-ItemProperty -Path "$key\*" -ErrorAction SilentlyContinue -ErrorVariable problem)
    foreach ($product in $products) {
        if ("$($product.DisplayName)" -notmatch $ProductPattern) { continue }
        $known = @{ kind = 'product'; productCode = $product.PSChildName }
        foreach ($field in $valueOf.Keys) {
            # A value may be a number, whatever it ought to be.
            $value = $product.($valueOf[$field])
            if ($null -ne $value) { $known[$field] = [string]$value }
        }
        New-Object -TypeName psobject -Property $known | Select-Object -Property $fields
    }
    if ($products.Count) { Write-Source $key 'collected' }
    elseif ($problem -and [string]$problem[0].CategoryInfo.Category -ne 'ObjectNotFound') { Write-SourceError $key $problem[0] }
    else { Write-Source $key 'notRun' 'absent' }
}
