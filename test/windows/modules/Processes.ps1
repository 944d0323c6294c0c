# processes.json: rows of Win32_Process, with "owner" {sid, name} for the account the process runs as.

$script:ProcessProperties = 'Name', 'ProcessId', 'ParentProcessId', 'CommandLine', 'ExecutablePath', 'CreationDate', 'SessionId', 'HandleCount', 'ThreadCount', 'WorkingSetSize', 'CSName', 'Caption', 'Description'

function Get-CimProcess {
    foreach ($row in Read-SimulatedRows 'processes.json') {
        $object = New-SimulatedRow $row $script:ProcessProperties (Get-CimType 'Win32_Process')
        $object.PSObject.Properties.Remove('owner')
        if ($null -eq $object.Caption) { $object.Caption = $row.Name }
        if ($null -eq $object.CSName) { $object.CSName = $env:COMPUTERNAME }
        if (Test-ForeignProcess $row) { $object.CommandLine = $null; $object.ExecutablePath = $null }
        $object
    }
}

# Without elevation Windows hides command line and path of other accounts' processes. One without an owner is SYSTEM's.
function Test-ForeignProcess($Row) {
    if ($script:Computer.elevated) { return $false }
    return $null -eq $Row.owner -or $Row.owner.sid -ne $script:Computer.userSid
}

function Microsoft.PowerShell.Commands.GetProcessCommand {
    [CmdletBinding(DefaultParameterSetName = 'Name')]
    [Alias('Get-Process')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Name')][Alias('ProcessName')][string[]]$Name,
        [Parameter(Mandatory, ParameterSetName = 'Id', ValueFromPipelineByPropertyName)][Alias('PID', 'ProcessId')][int[]]$Id,
        [switch]$IncludeUserName
    )
    process {
        $null = Invoke-SimulatedFault 'Get-Process'
        if ($IncludeUserName -and -not $script:Computer.elevated) {
            $exception = [InvalidOperationException]::new('The ''IncludeUserName'' parameter requires elevated user rights. Try running the command again in a session that has been opened with elevated user rights (that is, Run as Administrator).')
            $PSCmdlet.ThrowTerminatingError((New-SimulatedError $exception 'IncludeUserNameRequiresElevation' InvalidOperation $null 'Get-Process'))
        }
        $all = @(Read-SimulatedRows 'processes.json')
        foreach ($wanted in $(if ($Id) { $Id } elseif ($Name) { $Name } else { '*' })) {
            $found = @($all | Where-Object { if ($Id) { $_.ProcessId -eq $wanted } else { ($_.Name -replace '\.exe$', '') -like $wanted } })
            foreach ($row in $found) { New-ProcessObject $row $IncludeUserName }
            if ($found.Count -or (-not $Id -and [Management.Automation.WildcardPattern]::ContainsWildcardCharacters($wanted))) { continue }
            $text, $key = if ($Id) { "Cannot find a process with the process identifier $wanted.", 'NoProcessFoundForGivenId' } else { "Cannot find a process with the name ""$wanted"". Verify the process name and call the cmdlet again.", 'NoProcessFoundForGivenName' }
            $PSCmdlet.WriteError((New-SimulatedError ([InvalidOperationException]::new($text)) $key ObjectNotFound $wanted 'Get-Process'))
        }
    }
}

function New-ProcessObject($Row, [bool]$WithUser) {
    $hidden = Test-ForeignProcess $Row
    $name = $Row.Name -replace '\.exe$', ''
    $object = [ordered]@{
        PSTypeName = 'System.Diagnostics.Process'; Name = $name; ProcessName = $name; Id = [int]$Row.ProcessId; SessionId = [int]$Row.SessionId
        Path = $(if (-not $hidden) { $Row.ExecutablePath }); CommandLine = $(if (-not $hidden) { $Row.CommandLine })
        StartTime = $(if (-not $hidden) { ConvertTo-SimulatedTime $Row.CreationDate }); HandleCount = [int]$Row.HandleCount; MachineName = '.'
    }
    if ($WithUser) { $object['UserName'] = $Row.owner.name }
    return New-TypedObject $object
}
