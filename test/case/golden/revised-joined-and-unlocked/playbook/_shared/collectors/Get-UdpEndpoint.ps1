<#
.SYNOPSIS
Lists the UDP endpoints of the host with the owning process.
.DESCRIPTION
Reads MSFT_NetUDPEndpoint (Get-NetUDPEndpoint; Windows 8 / Server 2012 and later). Needs no elevation.
.EXAMPLE
.\Get-UdpEndpoint.ps1
.OUTPUTS
One object an endpoint: localAddress, localPort, processId, created (UTC, ISO-8601).
#>
[CmdletBinding()]
param()

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

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

try {
    # Row by row: what a host has endlessly many of must not be gathered first.
    $count = 0
    Get-NetUDPEndpoint -ErrorAction Stop | ForEach-Object {
        $endpoint = $_
        $count++
        $created = $endpoint.CreationTime
        if ($created -and $created.Year -lt 1990) { $created = $null }
        New-Object -TypeName psobject -Property ([ordered]@{
            localAddress = [string]$endpoint.LocalAddress
            localPort    = [int]$endpoint.LocalPort
            processId    = [long]$endpoint.OwningProcess
            created      = ConvertTo-UtcText $created
        })
    }
    Write-Source 'MSFT_NetUDPEndpoint' $(if ($count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'MSFT_NetUDPEndpoint' $_ }
