<#
.SYNOPSIS
Makes rows like those of an event log, of about 0.9 KB each, out of nothing.

.DESCRIPTION
For the bench only. The rows are made as the collectors of the playbooks make theirs.

.PARAMETER First
Number of the first row.

.PARAMETER Count
How many rows.

.EXAMPLE
.\Get-SyntheticEvent.ps1 -Count 10

.OUTPUTS
One object a row: recordId, time, id, channel, provider, account, sid, processId, elevated, address, message.
#>
[CmdletBinding()]
param([int] $First = 1, [int] $Count = 1000)

$told = 'The command line was not recorded by the parent, so it stands here as the new process gave it. ' * 6
for ($n = $First; $n -lt $First + $Count; $n++) {
    New-Object -TypeName psobject -Property ([ordered]@{
        recordId  = "$(800000 + $n)"
        time      = '2025-02-11T02:{0:d2}:{1:d2}.{2:d3}Z' -f [int][math]::Floor($n / 60 % 60), ($n % 60), ($n % 1000)
        id        = 4688
        channel   = 'Security'
        provider  = 'Microsoft-Windows-Security-Auditing'
        account   = 'CONTOSO\svc-backup'
        sid       = 'S-1-5-21-1004336348-1177238915-682003330-1187'
        processId = [long](4000 + $n % 9000)
        elevated  = ($n % 2) -eq 0
        address   = $null
        message   = "`"C:\Program Files\Contoso\agent.exe`" --job=$n --quiet. $told"
    })
}
