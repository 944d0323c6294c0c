<#
.SYNOPSIS
Lists the names that the host resolved lately.
.DESCRIPTION
Reads MSFT_DNSClientCache (Get-DnsClientCache) without any look-up of its own. The cache belongs to the whole host,
names no process, and forgets at the end of each record's time to live. Needs no elevation.
.EXAMPLE
.\Get-DnsCache.ps1 | Where-Object name -like '*.servicebus.windows.net'
.OUTPUTS
One object a record: entry, name, type (1 A, 5 CNAME, 28 AAAA), ttl in seconds, data, status (0 = success).
#>
[CmdletBinding()]
param()

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
    Get-DnsClientCache -ErrorAction Stop | ForEach-Object {
        $record = $_
        $count++
        $data = $null
        if ($null -ne $record.Data) { $data = [string]$record.Data }
        New-Object -TypeName psobject -Property ([ordered]@{
            entry  = [string]$record.Entry
            name   = [string]$record.Name
            type   = [int]$record.Type
            ttl    = $record.TimeToLive
            data   = $data
            status = [long]$record.Status
        })
    }
    Write-Source 'MSFT_DNSClientCache' $(if ($count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'MSFT_DNSClientCache' $_ }
