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

function New-InstallRow($Record, [hashtable]$More) {
    $about = @{ kind = 'event'; processId = $Record.ProcessId; userSid = $(if ($Record.UserId) { [string]$Record.UserId }) }
    New-EventRow $Record $fields ($about + $More)
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
    New-InstallRow $record @{
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
    New-InstallRow $record $known
}

foreach ($record in Read-Security (Open-Log 'Security')) {
    $data = Get-EventData $record $order[4697]
    if (-not (Test-Service $data.ServiceName $data.ServiceFileName)) { continue }
    $moments += $record.TimeCreated
    New-InstallRow $record @{
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
    New-InstallRow $record @{ packagePath = Hide-Secret $package; clientProcessId = $client }
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
        New-Row $fields $known
    }
    if ($products.Count) { Write-Source $key 'collected' }
    elseif ($problem -and [string]$problem[0].CategoryInfo.Category -ne 'ObjectNotFound') { Write-SourceError $key $problem[0] }
    else { Write-Source $key 'notRun' 'absent' }
}
