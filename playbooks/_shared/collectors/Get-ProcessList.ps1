<#
.SYNOPSIS
Lists the running processes with parent and command line.
.DESCRIPTION
Reads Win32_Process. Without elevation, path and command line of other accounts' processes are null. Keys in command
lines are replaced before they leave the script.
.EXAMPLE
.\Get-ProcessList.ps1 | Sort-Object created
.OUTPUTS
One object a process: processId, parentProcessId, name, path, commandLine, created (UTC, ISO-8601), sessionId.
#>
[CmdletBinding()]
param()

Read-Source 'Win32_Process' { Get-CimInstance -ClassName Win32_Process -ErrorAction Stop } | ForEach-Object {
    New-Object -TypeName psobject -Property ([ordered]@{
        processId       = $_.ProcessId
        parentProcessId = $_.ParentProcessId
        name            = $_.Name
        path            = $_.ExecutablePath
        commandLine     = Hide-Secret $_.CommandLine
        created         = ConvertTo-UtcText $_.CreationDate
        sessionId       = $_.SessionId
    })
}
