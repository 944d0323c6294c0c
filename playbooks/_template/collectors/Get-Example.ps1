<#
.SYNOPSIS
Lists the services of the host.
.DESCRIPTION
Reads Win32_Service. Changes nothing, and needs no elevation. Runs in a console too.
.PARAMETER Name
Names to list, with wildcards; all when left out.
.EXAMPLE
.\Get-Example.ps1 -Name 'Win*' | Format-Table
.OUTPUTS
One object a service: name, path (as it is configured, with arguments), account, state. The names are those of `rows`
in playbook.yaml.
#>
[CmdletBinding()]
param(
    [string[]]$Name = @('*')
)

# Read-Source reports what was read, and how that ended: the report's account of coverage. An error makes the collector
# `failed`, because what could not be read never looks like nothing.
$services = Read-Source 'Win32_Service' { Get-CimInstance -ClassName Win32_Service -ErrorAction Stop }
foreach ($service in $services) {
    if (-not ($Name | Where-Object { $service.Name -like $_ })) { continue }
    New-Object -TypeName psobject -Property ([ordered]@{
        name    = $service.Name
        path    = $service.PathName
        account = $service.StartName
        state   = $service.State
    })
}
