# firewall.json: rows of Get-NetFirewallRule, with "Program", "Protocol", "LocalPort", "RemotePort" and "RemoteAddress" that
# Windows keeps in filter objects of their own. firewall-profiles.json: rows of Get-NetFirewallProfile.

$script:FirewallNamespace = 'Microsoft.Management.Infrastructure.CimInstance#root/standardcimv2/'

function Get-NetFirewallRule {
    [CmdletBinding()]
    param([Parameter(Position = 0)][Alias('ID', 'Name')][string[]]$InstanceID, [string[]]$DisplayName, [string[]]$Direction, [string[]]$Action, [string[]]$Enabled, [string]$PolicyStore, [switch]$All)
    $rows = foreach ($row in Read-SimulatedRows 'firewall.json') {
        $object = New-SimulatedRow $row @('Name', 'DisplayName', 'Description', 'DisplayGroup', 'Group', 'Enabled', 'Profile', 'Direction', 'Action', 'Owner', 'PolicyStoreSource') ($script:FirewallNamespace + 'MSFT_NetFirewallRule')
        foreach ($name in 'Program', 'Protocol', 'LocalPort', 'RemotePort', 'RemoteAddress') { $object.PSObject.Properties.Remove($name) }
        $object.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('InstanceID', $object.Name))
        $object
    }
    $wanted = Get-Wanted $PSBoundParameters @('DisplayName', 'Direction', 'Action', 'Enabled')
    if ($InstanceID) { $wanted['Name'] = $InstanceID }
    Select-NetRow 'Get-NetFirewallRule' 'MSFT_NetFirewallRule' $rows $wanted $PSCmdlet
}

# A filter object of each rule, or of the rules that are piped in; what a rule does not limit is "Any".
function Select-FirewallFilter([string]$Activity, [string]$Class, [string[]]$Properties, $Rule, $Cmdlet) {
    $rows = foreach ($row in Read-SimulatedRows 'firewall.json') {
        if ($null -ne $Rule -and @($Rule | ForEach-Object { $_.Name }) -notcontains $row.Name) { continue }
        $object = [ordered]@{ PSTypeName = $script:FirewallNamespace + $Class; InstanceID = $row.Name }
        foreach ($name in $Properties) { $object[$name] = $(if ($null -ne $row.$name) { $row.$name } else { 'Any' }) }
        New-TypedObject $object
    }
    Select-NetRow $Activity $Class $rows @{} $Cmdlet
}

function Get-NetFirewallApplicationFilter {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)]$AssociatedNetFirewallRule, [switch]$All)
    process { Select-FirewallFilter 'Get-NetFirewallApplicationFilter' 'MSFT_NetApplicationFilter' @('Program') $AssociatedNetFirewallRule $PSCmdlet }
}

function Get-NetFirewallPortFilter {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)]$AssociatedNetFirewallRule, [switch]$All)
    process { Select-FirewallFilter 'Get-NetFirewallPortFilter' 'MSFT_NetProtocolPortFilter' @('Protocol', 'LocalPort', 'RemotePort') $AssociatedNetFirewallRule $PSCmdlet }
}

function Get-NetFirewallAddressFilter {
    [CmdletBinding()]
    param([Parameter(ValueFromPipeline)]$AssociatedNetFirewallRule, [switch]$All)
    process { Select-FirewallFilter 'Get-NetFirewallAddressFilter' 'MSFT_NetAddressFilter' @('RemoteAddress') $AssociatedNetFirewallRule $PSCmdlet }
}

function Get-NetFirewallProfile {
    [CmdletBinding()]
    param([Parameter(Position = 0)][Alias('Profile')][string[]]$Name, [string]$PolicyStore, [switch]$All)
    $properties = 'Name', 'Enabled', 'DefaultInboundAction', 'DefaultOutboundAction', 'AllowInboundRules', 'NotifyOnListen', 'LogFileName', 'LogMaxSizeKilobytes', 'LogAllowed', 'LogBlocked'
    $rows = foreach ($row in Read-SimulatedRows 'firewall-profiles.json') { New-SimulatedRow $row $properties ($script:FirewallNamespace + 'MSFT_NetFirewallProfile') }
    Select-NetRow 'Get-NetFirewallProfile' 'MSFT_NetFirewallProfile' $rows (Get-Wanted $PSBoundParameters @('Name')) $PSCmdlet
}
