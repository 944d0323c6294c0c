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

Read-Source 'MSFT_DNSClientCache' { Get-DnsClientCache -ErrorAction Stop } | ForEach-Object {
    New-Object -TypeName psobject -Property ([ordered]@{
        entry  = [string]$_.Entry
        name   = [string]$_.Name
        type   = [int]$_.Type
        ttl    = $_.TimeToLive
        data   = $(if ($null -ne $_.Data) { [string]$_.Data })
        status = [long]$_.Status
    })
}
