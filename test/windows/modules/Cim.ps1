# Get-CimInstance. A class is a function in $CimClasses that gives its rows; what is not there is an invalid class.

$script:CimClasses = @{
    Win32_OperatingSystem = { Get-CimOperatingSystem }
    Win32_ComputerSystem = { Get-CimComputerSystem }
    Win32_TimeZone = { Get-CimTimeZone }
    Win32_Process = { Get-CimProcess }
    Win32_Service = { Get-CimService }
    Win32_LogonSession = { Get-CimLogonSession }
    Win32_LoggedOnUser = { Get-CimLoggedOnUser }
    Win32_NetworkAdapterConfiguration = { Get-CimAdapter }
    Win32_Product = { foreach ($row in Read-SimulatedRows 'products.json') { New-SimulatedRow $row @('Name', 'Version', 'Vendor', 'InstallDate', 'IdentifyingNumber', 'InstallLocation', 'InstallSource', 'LocalPackage') (Get-CimType 'Win32_Product') } }
}

function Get-CimType([string]$Class) { return "Microsoft.Management.Infrastructure.CimInstance#root/cimv2/$Class" }

function Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand {
    [CmdletBinding(DefaultParameterSetName = 'Class')]
    [Alias('Get-CimInstance', 'gcim')]
    param(
        [Parameter(Position = 0, Mandatory, ParameterSetName = 'Class')][string]$ClassName,
        [Parameter(Mandatory, ParameterSetName = 'Query')][string]$Query,
        [Parameter(ParameterSetName = 'Class')][string]$Filter,
        [string]$Namespace = 'root/cimv2', [string[]]$Property, [Alias('OT')][uint32]$OperationTimeoutSec, [switch]$KeyOnly, [string]$QueryDialect
    )
    $where = $Filter
    if ($Query) {
        if ($Query -notmatch '^\s*SELECT\s+(?<what>.+?)\s+FROM\s+(?<class>\w+)(?:\s+WHERE\s+(?<where>.+))?\s*$') {
            $PSCmdlet.WriteError((New-CimError 'Invalid query' 'HRESULT 0x80041017' InvalidArgument $Query)); return
        }
        $ClassName = $Matches['class']; $where = $Matches['where']
    }
    $faults = @(Invoke-SimulatedFault 'Get-CimInstance' @{ class = $ClassName; timeout = $OperationTimeoutSec })
    if ($faults -contains 'timeout') { $PSCmdlet.WriteError((New-CimError 'Timed out' 'HRESULT 0x00040004' OperationTimeout "$($Namespace):$ClassName")); return }
    if ($faults -contains 'denied') { $PSCmdlet.WriteError((New-CimError 'Access denied' 'HRESULT 0x80041003' PermissionDenied "$($Namespace):$ClassName")); return }
    $source = if (($Namespace -replace '\\', '/') -eq 'root/cimv2') { $script:CimClasses[$ClassName] }
    if ($null -eq $source) { $PSCmdlet.WriteError((New-CimError 'Invalid class' 'HRESULT 0x80041010' MetadataError "$($Namespace):$ClassName")); return }
    try {
        $tokens = if ($where) { Split-Wql $where }
        $found = @(foreach ($row in & $source) { if (-not $tokens -or (Test-Wql $row $tokens)) { $row } })
        Write-FaultyRows $found 'Get-CimInstance' @{ class = $ClassName } ($faults -contains 'flood')
    } catch [ArgumentException] {
        $PSCmdlet.WriteError((New-CimError 'Invalid query' 'HRESULT 0x80041017' InvalidArgument $where))
    }
}

# CimException is a type of another assembly; its message, id and category are what callers look at.
function New-CimError([string]$Message, [string]$Id, [Management.Automation.ErrorCategory]$Category, [string]$Target) {
    $record = New-SimulatedError ([InvalidOperationException]::new("$Message ")) $Id $Category $Target 'Get-CimInstance'
    $record.CategoryInfo.Reason = 'CimException'
    return $record
}

function Get-CimOperatingSystem {
    $c = $script:Computer
    $now = Get-SimulatedNow
    New-TypedObject ([ordered]@{
        PSTypeName = Get-CimType 'Win32_OperatingSystem'
        Caption = $c.osCaption; Version = $c.osVersion; BuildNumber = [string]$c.osBuild; ProductType = [uint32]$c.productType
        OSArchitecture = '64-bit'; CSName = ($c.computer -split '\.')[0].ToUpperInvariant()
        LastBootUpTime = ConvertTo-SimulatedTime $c.bootTime; LocalDateTime = $now; InstallDate = ConvertTo-SimulatedTime $c.installDate
        CurrentTimeZone = [int16][TimeZoneInfo]::Local.GetUtcOffset($now).TotalMinutes
        OSLanguage = [uint32][Globalization.CultureInfo]::CurrentUICulture.LCID; Locale = [Globalization.CultureInfo]::CurrentCulture.LCID.ToString('x4')
        WindowsDirectory = 'C:\Windows'; SystemDirectory = 'C:\Windows\system32'; SystemDrive = 'C:'; RegisteredUser = $null; Status = 'OK'
        ServicePackMajorVersion = [uint16]0; NumberOfUsers = [uint32]@(Read-SimulatedRows 'sessions.json').Count
    })
}

function Get-CimComputerSystem {
    $c = $script:Computer
    $name = ($c.computer -split '\.')[0]
    # 0 standalone workstation, 1 member workstation, 2 standalone server, 3 member server, 5 primary domain controller
    $role = switch ([int]$c.productType) { 1 { if ($c.partOfDomain) { 1 } else { 0 } } 2 { 5 } default { if ($c.partOfDomain) { 3 } else { 2 } } }
    New-TypedObject ([ordered]@{
        PSTypeName = Get-CimType 'Win32_ComputerSystem'
        Name = $name.ToUpperInvariant(); DNSHostName = $name; Domain = $(if ($c.domain) { $c.domain } else { 'WORKGROUP' }); PartOfDomain = [bool]$c.partOfDomain
        DomainRole = [uint16]$role; Workgroup = $(if (-not $c.partOfDomain) { 'WORKGROUP' }); UserName = $c.consoleUser
        Manufacturer = $c.manufacturer; Model = $c.model; Roles = @($c.roles); CurrentTimeZone = [int16][TimeZoneInfo]::Local.GetUtcOffset((Get-SimulatedNow)).TotalMinutes
        EnableDaylightSavingsTime = $true; SystemType = 'x64-based PC'
    })
}

function Get-CimTimeZone {
    $zone = Get-SimulatedZone
    New-TypedObject ([ordered]@{
        PSTypeName = Get-CimType 'Win32_TimeZone'; Bias = [int][TimeZoneInfo]::Local.BaseUtcOffset.TotalMinutes
        StandardName = $zone.StandardName; DaylightName = $zone.DaylightName; Caption = $zone.DisplayName; Description = $zone.DisplayName; DaylightBias = -60
    })
}

# sessions.json rows: LogonId, LogonType, StartTime, AuthenticationPackage, Domain, Name.
function Get-CimLogonSession {
    foreach ($row in Read-SimulatedRows 'sessions.json') {
        # Without elevation Windows shows the caller's own sessions only.
        if (-not $script:Computer.elevated -and "$($row.Domain)\$($row.Name)" -ne $script:Computer.userName) { continue }
        New-TypedObject ([ordered]@{
            PSTypeName = Get-CimType 'Win32_LogonSession'; LogonId = [string]$row.LogonId; LogonType = [uint32]$row.LogonType
            StartTime = ConvertTo-SimulatedTime $row.StartTime; AuthenticationPackage = $row.AuthenticationPackage; Name = $null; Caption = $null; Status = $null
        })
    }
}

# The association: references to the account and to the session, by their keys.
function Get-CimLoggedOnUser {
    foreach ($row in Read-SimulatedRows 'sessions.json') {
        $account = New-TypedObject ([ordered]@{ PSTypeName = Get-CimType 'Win32_Account'; Domain = $row.Domain; Name = $row.Name })
        $session = New-TypedObject ([ordered]@{ PSTypeName = Get-CimType 'Win32_LogonSession'; LogonId = [string]$row.LogonId })
        New-TypedObject ([ordered]@{ PSTypeName = Get-CimType 'Win32_LoggedOnUser'; Antecedent = $account; Dependent = $session })
    }
}

function Get-CimAdapter {
    $index = 0
    foreach ($group in @($script:Computer.addresses | Where-Object { $null -ne $_ -and $_.InterfaceAlias -notlike 'Loopback*' } | Group-Object -Property InterfaceAlias)) {
        $index++
        New-TypedObject ([ordered]@{
            PSTypeName = Get-CimType 'Win32_NetworkAdapterConfiguration'; Index = $index; Description = $group.Name; IPEnabled = $true
            IPAddress = [string[]]@($group.Group | ForEach-Object { $_.IPAddress }); DNSDomain = $script:Computer.domain; DHCPEnabled = $false; MACAddress = $null
        })
    }
}
