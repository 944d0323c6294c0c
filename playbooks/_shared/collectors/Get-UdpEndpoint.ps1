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

Read-Source 'MSFT_NetUDPEndpoint' { Get-NetUDPEndpoint -ErrorAction Stop } | ForEach-Object {
    New-Object -TypeName psobject -Property ([ordered]@{
        localAddress = [string]$_.LocalAddress
        localPort    = [int]$_.LocalPort
        processId    = [long]$_.OwningProcess
        created      = ConvertTo-SocketTime $_.CreationTime
    })
}
