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

Read-Source 'MSFT_NetTCPConnection' { Get-NetTCPConnection -ErrorAction Stop } | ForEach-Object {
    New-Object -TypeName psobject -Property ([ordered]@{
        localAddress  = [string]$_.LocalAddress
        localPort     = [int]$_.LocalPort
        remoteAddress = [string]$_.RemoteAddress
        remotePort    = [int]$_.RemotePort
        state         = [string]$_.State
        processId     = [long]$_.OwningProcess
        created       = ConvertTo-SocketTime $_.CreationTime
    })
}
