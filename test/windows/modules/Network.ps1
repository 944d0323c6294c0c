# tcp.json, udp.json, dns.json, neighbors.json and host.json's addresses, behind the Net* cmdlets.
# These cmdlets are CIM functions on Windows, so their error ids end in their own names.

# What these cmdlets say when nothing fits a filter.
function New-CimNotFoundError([string]$Class, [string]$Activity) {
    $exception = [InvalidOperationException]::new("No matching $Class objects found by CIM query for enumerating instances of the ROOT/StandardCimv2/$Class class on the CIM server.  Verify query parameters and retry.")
    return New-SimulatedError $exception 'CmdletizationQuery_NotFound' ObjectNotFound $Class $Activity
}

# The common body: faults, rows, filter by equal parameters, not-found error when something was asked for.
function Select-NetRow([string]$Activity, [string]$Class, $Rows, [hashtable]$Wanted, $Cmdlet) {
    $faults = @(Invoke-SimulatedFault $Activity)
    if ($faults -contains 'denied') { $Cmdlet.WriteError((New-SimulatedError ([UnauthorizedAccessException]::new('Access is denied. ')) 'Windows System Error 5' PermissionDenied $Class $Activity)); return }
    $found = @(foreach ($row in $Rows) {
            $fits = $true
            foreach ($name in $Wanted.Keys) { if (-not (Test-RowValue $row.$name $Wanted[$name])) { $fits = $false; break } }
            if ($fits) { $row }
        })
    Write-FaultyRows $found $Activity @{} ($faults -contains 'flood')
    if (-not $found.Count -and $Wanted.Count) { $Cmdlet.WriteError((New-CimNotFoundError $Class $Activity)) }
}

# The bound parameters of a call that are columns to compare.
function Get-Wanted($Bound, [string[]]$Names) {
    $wanted = @{}
    foreach ($name in $Names) { if ($Bound.ContainsKey($name)) { $wanted[$name] = $Bound[$name] } }
    return $wanted
}

function Get-NetTCPConnection {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$LocalAddress, [Parameter(Position = 1)][uint16[]]$LocalPort, [string[]]$RemoteAddress, [uint16[]]$RemotePort, [string[]]$State, [uint32[]]$OwningProcess, [string[]]$AppliedSetting, [string[]]$OffloadState, [switch]$AsJob)
    $rows = foreach ($row in Read-SimulatedRows 'tcp.json') {
        $object = New-SimulatedRow $row @('LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort', 'State', 'AppliedSetting', 'OwningProcess', 'CreationTime', 'OffloadState') 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetTCPConnection'
        $object.State = ConvertTo-SimulatedEnum 'TcpState' $row.State
        $object
    }
    Select-NetRow 'Get-NetTCPConnection' 'MSFT_NetTCPConnection' $rows (Get-Wanted $PSBoundParameters @('LocalAddress', 'LocalPort', 'RemoteAddress', 'RemotePort', 'State', 'OwningProcess')) $PSCmdlet
}

function Get-NetUDPEndpoint {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$LocalAddress, [Parameter(Position = 1)][uint16[]]$LocalPort, [uint32[]]$OwningProcess, [switch]$AsJob)
    $rows = foreach ($row in Read-SimulatedRows 'udp.json') { New-SimulatedRow $row @('LocalAddress', 'LocalPort', 'OwningProcess', 'CreationTime') 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetUDPEndpoint' }
    Select-NetRow 'Get-NetUDPEndpoint' 'MSFT_NetUDPEndpoint' $rows (Get-Wanted $PSBoundParameters @('LocalAddress', 'LocalPort', 'OwningProcess')) $PSCmdlet
}

function Get-NetIPAddress {
    [CmdletBinding()]
    param([Parameter(Position = 0)][Alias('LocalAddress')][string[]]$IPAddress, [Alias('ifIndex')][uint32[]]$InterfaceIndex, [Alias('ifAlias')][string[]]$InterfaceAlias, [string[]]$AddressFamily, [switch]$AsJob)
    $rows = foreach ($row in @($script:Computer.addresses | Where-Object { $null -ne $_ })) {
        $object = New-SimulatedRow $row @('IPAddress', 'InterfaceIndex', 'InterfaceAlias', 'AddressFamily', 'Type', 'PrefixLength', 'PrefixOrigin', 'SuffixOrigin', 'AddressState', 'PolicyStore') 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetIPAddress'
        $object.AddressFamily = ConvertTo-SimulatedEnum 'AddressFamily' $(if ($row.IPAddress -match ':') { 'IPv6' } else { 'IPv4' })
        $object
    }
    Select-NetRow 'Get-NetIPAddress' 'MSFT_NetIPAddress' $rows (Get-Wanted $PSBoundParameters @('IPAddress', 'InterfaceIndex', 'InterfaceAlias', 'AddressFamily')) $PSCmdlet
}

function Get-NetNeighbor {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$IPAddress, [string[]]$LinkLayerAddress, [string[]]$State, [string[]]$InterfaceAlias, [string[]]$AddressFamily)
    $rows = foreach ($row in Read-SimulatedRows 'neighbors.json') { New-SimulatedRow $row @('IPAddress', 'LinkLayerAddress', 'State', 'InterfaceAlias', 'InterfaceIndex', 'AddressFamily') 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_NetNeighbor' }
    Select-NetRow 'Get-NetNeighbor' 'MSFT_NetNeighbor' $rows (Get-Wanted $PSBoundParameters @('IPAddress', 'LinkLayerAddress', 'State', 'InterfaceAlias', 'AddressFamily')) $PSCmdlet
}

function Get-DnsClientCache {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string[]]$Entry, [Alias('RecordName')][string[]]$Name, [Alias('RecordType')][string[]]$Type, [string[]]$Status, [string[]]$Section, [switch]$AsJob)
    $rows = foreach ($row in Read-SimulatedRows 'dns.json') {
        $object = New-SimulatedRow $row @('Entry', 'Name', 'Type', 'Status', 'Section', 'TimeToLive', 'DataLength', 'Data') 'Microsoft.Management.Infrastructure.CimInstance#ROOT/StandardCimv2/MSFT_DNSClientCache'
        # The view's column names are properties too.
        if ($null -eq $object.Name -and $row.RecordName) { $object.Name = $row.RecordName }
        if ($null -eq $object.Type -and $row.RecordType) { $object.Type = $row.RecordType }
        if (-not $row.RecordName) { $object.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('RecordName', $object.Name)) }
        if (-not $row.RecordType) { $object.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('RecordType', $object.Type)) }
        $object
    }
    Select-NetRow 'Get-DnsClientCache' 'MSFT_DNSClientCache' $rows (Get-Wanted $PSBoundParameters @('Entry', 'Name', 'Type', 'Status', 'Section')) $PSCmdlet
}
