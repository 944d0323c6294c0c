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

# Says what was read, and how that ended: the report's account of coverage.
function Write-Source([string]$Source, [string]$Outcome, $Reason) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Source; outcome = $Outcome; reason = $Reason; from = $null; to = $null; oldest = $null; truncated = $false
        }))
}

try {
    $services = @(Get-CimInstance -ClassName Win32_Service -ErrorAction Stop)
    foreach ($service in $services) {
        if (-not ($Name | Where-Object { $service.Name -like $_ })) { continue }
        New-Object -TypeName psobject -Property ([ordered]@{
            name    = $service.Name
            path    = $service.PathName
            account = $service.StartName
            state   = $service.State
        })
    }
    Write-Source 'Win32_Service' $(if ($services.Count) { 'collected' } else { 'empty' })
}
catch {
    # an error record makes the collector `failed`: what could not be read never looks like nothing
    $id = ($_.FullyQualifiedErrorId -split ',')[0]
    $category = $_.CategoryInfo.Category
    $reason = $(if ([string]$category -eq 'PermissionDenied') { 'denied' } else { 'threw' })
    Write-Error -ErrorId $id -Category $category -TargetObject 'Win32_Service' -Message "Win32_Service: $($_.Exception.Message)"
    Write-Source 'Win32_Service' 'failed' $reason
}
