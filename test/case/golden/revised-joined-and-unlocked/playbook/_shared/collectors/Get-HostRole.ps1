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

function Write-Source([string]$Name, [string]$Outcome, $Reason) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = $null; to = $null; oldest = $null; truncated = $false
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

function Read-Source([string]$Name, [scriptblock]$Read) {
    try {
        $found = @(& $Read)
        Write-Source $Name $(if ($found.Count) { 'collected' } else { 'empty' })
        $found
    }
    catch { Write-SourceError $Name $_ }
}

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
