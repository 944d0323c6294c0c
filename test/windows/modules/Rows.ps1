# Rows of the *.json tables as the objects that the cmdlets give.

# An object under a real type's name. The name is set last: PowerShell knows some of these types, and creating an object
# under such a name would run into the read-only members that it adds to them.
function New-TypedObject([Collections.IDictionary]$Properties) {
    $name = $Properties['PSTypeName']
    $Properties.Remove('PSTypeName')
    $object = [pscustomobject]$Properties
    $object.PSObject.TypeNames.Insert(0, $name)
    return $object
}

# A method of such an object. On Windows a constrained script may not call methods of these types, but the engine lets it
# call script methods; so that no collector passes here and fails there, a constrained host's objects have none.
function Add-SimulatedMethod($Object, [string]$Name, [scriptblock]$Body) {
    if ($script:Computer.languageMode -eq 'ConstrainedLanguage' -and $Name -ne 'ToString') { return }
    $Object.PSObject.Methods.Add([Management.Automation.PSScriptMethod]::new($Name, $Body))
}

# A row with every property the real class has (null where the file says nothing), times as local [datetime].
function New-SimulatedRow($Row, [string[]]$Properties, [string]$TypeName) {
    $object = [ordered]@{}
    foreach ($name in $Properties) { $object[$name] = $null }
    foreach ($property in $Row.PSObject.Properties) {
        $value = $property.Value
        if ($value -is [string] -and $value.Length -ge 20 -and $value -cmatch '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$') { $value = ConvertTo-SimulatedTime $value }
        $object[$property.Name] = $value
    }
    $typed = [pscustomobject]$object
    $typed.PSObject.TypeNames.Insert(0, $TypeName)
    return $typed
}

function Read-SimulatedRows([string]$Name) {
    foreach ($row in (Read-SimulatedJson $Name)) { if ($null -ne $row) { $row } }
}

# One of the values that a filtering parameter names; no parameter means every row. Wildcards as the cmdlets take them.
function Test-RowValue($Value, $Wanted) {
    if ($null -eq $Wanted) { return $true }
    foreach ($one in $Wanted) { if ([string]$Value -like [string]$one) { return $true } }
    return $false
}

# "Listen" -> an enum value: its text in a [string] cast, its number in an [int] cast, as CIM cmdlets give it.
$script:Enums = $null
function ConvertTo-SimulatedEnum([string]$Name, $Value) {
    if ($null -eq $Value) { return $null }
    if ($null -eq $script:Enums) { $script:Enums = . ([IO.Path]::Combine($PSScriptRoot, 'Enums.ps1')) }
    try { return [Enum]::Parse($script:Enums[$Name], [string]$Value, $true) } catch { return $Value }
}
