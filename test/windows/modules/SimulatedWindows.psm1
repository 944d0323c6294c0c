# A simulated Windows for tests: functions with the names and error ids of the real cmdlets, answering from the folder
# that $env:SIMULATED_HOST names. ../README.md describes the folder.
#
# Every cmdlet is a function that carries the real cmdlet's TYPE name and has the cmdlet's name as its alias: a script
# function's error id is "<id>,<function name>", so the ids come out as on Windows
# ("PathNotFound,Microsoft.PowerShell.Commands.GetItemCommand"), and an alias comes before any built-in cmdlet.
#
# The module is loaded in FullLanguage and its functions keep that mode when a constrained script calls them.

Set-StrictMode -Version 1
$ErrorActionPreference = 'Continue'

# The real cmdlets, for paths and calls that are not the simulated host's.
$script:Real = @{}
foreach ($name in 'Get-Item', 'Get-ChildItem', 'Get-ItemProperty', 'Get-Content', 'Test-Path', 'Get-FileHash', 'Get-Date',
    'Join-Path', 'Split-Path', 'Resolve-Path', 'ConvertFrom-Json') {
    $script:Real[$name] = Get-Command -Name $name -CommandType Cmdlet
}

foreach ($part in 'Host', 'Json', 'Overlay', 'Texts', 'Errors', 'Faults', 'Clock', 'Paths', 'Files', 'Registry', 'Items', 'Content', 'Signatures',
    'Rows', 'Wql', 'Cim', 'Processes', 'Services', 'Network', 'Firewall', 'Identity', 'LocalGroups', 'Tasks',
    'EventXml', 'EventRecord', 'EventFilter', 'EventStore', 'GeneratedLog', 'EventLogs', 'WinEvent') {
    . ([IO.Path]::Combine($PSScriptRoot, "$part.ps1"))
}

Export-ModuleMember -Alias '*' -Function 'Microsoft.*', 'whoami', 'Start-SimulatedWindows', 'Get-NetTCPConnection', 'Get-NetUDPEndpoint',
    'Get-NetIPAddress', 'Get-NetNeighbor', 'Get-NetFirewall*', 'Get-DnsClientCache', 'Get-ScheduledTask', 'Get-ScheduledTaskInfo'
