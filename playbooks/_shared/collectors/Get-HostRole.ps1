<#
.SYNOPSIS
Says which host this is, in which networks it stands, and which role services it has.
.DESCRIPTION
Reads Win32_ComputerSystem, Win32_OperatingSystem, Win32_Service and MSFT_NetIPAddress. Needs no elevation.
.PARAMETER RoleService
Key names of services that tell a role, such as adfssrv.
.EXAMPLE
.\Get-HostRole.ps1 -RoleService adfssrv, NTDS
.OUTPUTS
One object: computer, fqdn, domain, partOfDomain, productType (1 workstation, 2 domain controller, 3 server), osCaption,
osVersion, addresses, networks (address/prefix length of each own address, loopback left out), roleServices (those of
RoleService that exist).
#>
[CmdletBinding()]
param(
    [string[]]$RoleService = @('NTDS', 'adfssrv', 'ADSync', 'CertSvc')
)

$system = Read-Source 'Win32_ComputerSystem' { Get-CimInstance -ClassName Win32_ComputerSystem -ErrorAction Stop }
$os = Read-Source 'Win32_OperatingSystem' { Get-CimInstance -ClassName Win32_OperatingSystem -ErrorAction Stop }
$services = Read-Source 'Win32_Service' { Get-CimInstance -ClassName Win32_Service -ErrorAction Stop }
$own = Read-Source 'MSFT_NetIPAddress' { Get-NetIPAddress -ErrorAction Stop }

$addresses = @()
$networks = @()
foreach ($entry in $own) {
    $address = [string]$entry.IPAddress -replace '%.*$', ''
    if (-not $address -or $address -like '127.*' -or $address -eq '::1') { continue }
    $addresses += $address
    $networks += "$address/$($entry.PrefixLength)"
}

$dnsName = $system.DNSHostName
if (-not $dnsName) { $dnsName = $system.Name }
$fqdn = $null
if ($system.PartOfDomain) { $fqdn = "$dnsName.$($system.Domain)" }
$computer = $system.Name
if (-not $computer) { $computer = [string]$env:COMPUTERNAME }

New-Object -TypeName psobject -Property ([ordered]@{
    computer     = $computer
    fqdn         = $fqdn
    domain       = $system.Domain
    partOfDomain = $system.PartOfDomain
    productType  = $os.ProductType
    osCaption    = $os.Caption
    osVersion    = $os.Version
    addresses    = $addresses
    networks     = $networks
    roleServices = @($services | Where-Object { $RoleService -contains $_.Name } | ForEach-Object { $_.Name })
})
