# An event as Get-WinEvent hands it out. Everything is a plain property, so that constrained scripts can read it.

# ToXml() needs what the file said. It is kept here by log and number, out of sight of whoever lists the properties.
$script:EventRows = @{}
$script:ToXml = { ConvertTo-EventXml $script:EventRows["$($this.LogName)|$($this.RecordId)"] }
$script:LevelNames = @{ 0 = 'Information'; 1 = 'Critical'; 2 = 'Error'; 3 = 'Warning'; 4 = 'Information'; 5 = 'Verbose' }

function New-EventRecord($Row) {
    $values = Get-EventValues $Row
    $level = [int]$Row.level
    $object = New-TypedObject ([ordered]@{
        PSTypeName = 'System.Diagnostics.Eventing.Reader.EventLogRecord'
        Id = [int]$Row.id; Version = [byte]$Row.version; Level = [byte]$level; LevelDisplayName = $script:LevelNames[$level]
        Qualifiers = $Row.qualifiers; Task = [int]$Row.task; Opcode = [int16]$Row.opcode; Keywords = ConvertTo-Keywords $Row.keywords
        RecordId = [long]$Row.recordId; ProviderName = $Row.provider; ProviderId = $(if ($Row.providerGuid) { [guid]$Row.providerGuid })
        LogName = $Row.log; ProcessId = [int]$Row.pid; ThreadId = [int]$Row.tid; MachineName = $Row.computer; UserId = $(if ($Row.userSid) { New-SidValue $Row.userSid })
        TimeCreated = ConvertTo-SimulatedTime $Row.time; ContainerLog = $Row.log
        Properties = @(foreach ($value in $values) { [pscustomobject]@{ Value = $value } })
        Message = $(if ($null -ne $Row.message) { $Row.message } else { $values -join "`n" })
    })
    $script:EventRows["$($Row.log)|$($Row.recordId)"] = $Row
    Add-SimulatedMethod $object 'ToXml' $script:ToXml
    return $object
}

# The values in the data's order, as Properties has them: named, unnamed, or those of UserData; a binary part comes last.
function Get-EventValues($Row) {
    if ($null -ne $Row.userData) {
        foreach ($root in $Row.userData.PSObject.Properties) { foreach ($field in $root.Value.PSObject.Properties) { $field.Value } }
        return
    }
    if ($Row.data -is [array]) { $Row.data }
    elseif ($null -ne $Row.data) { foreach ($property in $Row.data.PSObject.Properties) { $property.Value } }
    if ($Row.binary) { , [Convert]::FromHexString($Row.binary) }
}

# A SecurityIdentifier to its readers: .Value and [string] give the SID. The type itself does not work off Windows.
function New-SidValue([string]$Sid) {
    $value = [psobject]::new($Sid)
    $value.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('Value', $Sid))
    return $value
}

# Keywords is a signed 64-bit number, and the top bit is set in every classic event.
function ConvertTo-Keywords($Value) {
    if (-not $Value) { return [long]0 }
    if ("$Value" -match '^0x([0-9a-f]+)$') { return [Convert]::ToInt64($Matches[1], 16) }
    return [long]$Value
}
