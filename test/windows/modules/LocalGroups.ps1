# groups.json: [{"name", "sid", "description", "members": [{"name", "sid", "objectClass", "source"}]}], names in English; the
# host's language translates those of the built-in groups and the object classes, as Windows does. SIDs stay.

# Groups that -Name, -Group or -SID mean; every one that is asked for and missing is an error.
function Find-LocalGroup([string[]]$Name, [string[]]$Sid, [string]$Activity, $Cmdlet) {
    $null = Invoke-SimulatedFault $Activity @{ name = $Name }
    $all = @(Read-SimulatedRows 'groups.json')
    if (-not $Name -and -not $Sid) { return $all }
    foreach ($wanted in @($Name) + @($Sid) | Where-Object { $_ }) {
        $found = @($all | Where-Object { $_.sid -eq $wanted -or (Get-LocalText $_.name) -like $wanted })
        if ($found.Count) { $found; continue }
        $exception = [InvalidOperationException]::new("Group $wanted was not found.")
        $Cmdlet.WriteError((New-SimulatedError $exception 'GroupNotFound' ObjectNotFound $wanted $Activity))
    }
}

function Microsoft.PowerShell.Commands.GetLocalGroupCommand {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    [Alias('Get-LocalGroup')]
    param([Parameter(Position = 0, ParameterSetName = 'Default')][string[]]$Name, [Parameter(Mandatory, ParameterSetName = 'SecurityIdentifier')][string[]]$SID)
    foreach ($group in Find-LocalGroup $Name $SID 'Get-LocalGroup' $PSCmdlet) {
        New-TypedObject ([ordered]@{
            PSTypeName = 'Microsoft.PowerShell.Commands.LocalGroup'; Name = Get-LocalText $group.name; SID = New-SidValue $group.sid
            Description = [string]$group.description; PrincipalSource = 'Local'; ObjectClass = Get-LocalText 'Group'
        })
    }
}

function Microsoft.PowerShell.Commands.GetLocalGroupMemberCommand {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    [Alias('Get-LocalGroupMember')]
    param(
        [Parameter(Position = 0, Mandatory, ParameterSetName = 'Default')][Alias('Group')][string]$Name,
        [Parameter(Mandatory, ParameterSetName = 'SecurityIdentifier')][string]$SID,
        [Parameter(Position = 1)][string]$Member
    )
    foreach ($group in Find-LocalGroup $Name $SID 'Get-LocalGroupMember' $PSCmdlet) {
        foreach ($one in $group.members) {
            if ($Member -and $one.name -notlike $Member -and $one.sid -ne $Member) { continue }
            New-TypedObject ([ordered]@{
                PSTypeName = 'Microsoft.PowerShell.Commands.LocalPrincipal'; Name = $one.name; SID = New-SidValue $one.sid
                PrincipalSource = $(if ($one.source) { $one.source } else { 'Local' }); ObjectClass = Get-LocalText $one.objectClass
            })
        }
    }
}
