<#
.SYNOPSIS
Lists the TCP connections and listeners of the host with the owning process.
.DESCRIPTION
Reads MSFT_NetTCPConnection (Get-NetTCPConnection; Windows 8 / Server 2012 and later). Needs no elevation. A snapshot:
a connection that is not there now may have been there before.
.EXAMPLE
.\Get-TcpConnection.ps1 | Where-Object state -eq Established
.OUTPUTS
One object a connection: localAddress, localPort, remoteAddress, remotePort, state (English name of the state number),
processId (0 for TimeWait), created (UTC, ISO-8601; null where Windows keeps none).
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
    Get-NetTCPConnection -ErrorAction Stop | ForEach-Object {
        $connection = $_
        $count++
        # Sockets without a creation time carry the beginning of Windows time, 1601.
        $created = $connection.CreationTime
        if ($created -and $created.Year -lt 1990) { $created = $null }
        New-Object -TypeName psobject -Property ([ordered]@{
            localAddress  = [string]$connection.LocalAddress
            localPort     = [int]$connection.LocalPort
            remoteAddress = [string]$connection.RemoteAddress
            remotePort    = [int]$connection.RemotePort
            state         = [string]$connection.State
            processId     = [long]$connection.OwningProcess
            created       = ConvertTo-UtcText $created
        })
    }
    Write-Source 'MSFT_NetTCPConnection' $(if ($count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'MSFT_NetTCPConnection' $_ }
