# The simulated registry: registry.json {"HKLM:\\SOFTWARE\\…": {"value": …}}. Keys above a listed key exist by themselves.
# A value is text (REG_SZ), a number (REG_DWORD, beyond 32 bits REG_QWORD), a list (REG_MULTI_SZ), or
# {"type": "ExpandString"|"Binary"|"QWord", "value": …} with binary data in hex. "" is the default value.

$script:RegistryIndex = $null

function Get-RegistryIndex {
    if ($null -ne $script:RegistryIndex) { return , $script:RegistryIndex }
    $script:RegistryIndex = [Collections.Generic.SortedDictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    foreach ($hive in 'HKEY_LOCAL_MACHINE', 'HKEY_CURRENT_USER', 'HKEY_USERS') { Add-RegistryKey $hive }
    $file = Read-SimulatedJson 'registry.json'
    if ($null -ne $file) {
        foreach ($property in $file.PSObject.Properties) {
            $path = Resolve-SimulatedPath $property.Name
            if ($path.Kind -ne 'registry') { throw "registry.json: '$($property.Name)' is not a registry path" }
            Add-RegistryKey $path.Full
            $values = [Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase)
            foreach ($value in $property.Value.PSObject.Properties) { $values[$value.Name] = $value.Value }
            $script:RegistryIndex[$path.Full].Values = $values
        }
    }
    return , $script:RegistryIndex
}

function Add-RegistryKey([string]$Full) {
    if (-not $Full -or $script:RegistryIndex.ContainsKey($Full)) { return }
    $script:RegistryIndex[$Full] = @{ Full = $Full; Values = [Collections.Specialized.OrderedDictionary]::new([StringComparer]::OrdinalIgnoreCase) }
    Add-RegistryKey (Split-SimulatedPath $Full).Parent
}

function Get-RegistryKey([string]$Full) {
    $index = Get-RegistryIndex
    if ($index.ContainsKey($Full)) { return $index[$Full] }
}

function ConvertTo-RegistryValue($Value) {
    if ($Value -is [array]) { return , [string[]]$Value }
    if ($Value -is [long] -and $Value -le [int]::MaxValue -and $Value -ge [int]::MinValue) { return [int]$Value }
    if ($Value -isnot [Management.Automation.PSCustomObject]) { return $Value }
    switch ($Value.type) {
        'ExpandString' { return [regex]::Replace($Value.value, '%([^%]+)%', { param($m) $found = [Environment]::GetEnvironmentVariable($m.Groups[1].Value); if ($found) { $found } else { $m.Value } }) }
        'Binary' { return , [Convert]::FromHexString($Value.value) }
        'QWord' { return [long]$Value.value }
        default { return $Value.value }
    }
}

function Get-RegistryPSPath([string]$Full) { return "Microsoft.PowerShell.Core\Registry::$Full" }

# What Get-Item and Get-ChildItem hand out for a key. GetValue and GetValueNames work in FullLanguage, as on Windows.
function New-RegistryObject([hashtable]$Key) {
    $split = Split-SimulatedPath $Key.Full
    $object = New-TypedObject ([ordered]@{
        PSTypeName = 'Microsoft.Win32.RegistryKey'
        PSPath = Get-RegistryPSPath $Key.Full; PSParentPath = $(if ($split.Parent) { Get-RegistryPSPath $split.Parent } else { '' })
        PSChildName = $split.Leaf; PSIsContainer = $true; Name = $Key.Full
        Property = [string[]]@($Key.Values.Keys | ForEach-Object { if ($_ -eq '') { '(default)' } else { $_ } })
        ValueCount = $Key.Values.Count; SubKeyCount = @(Get-RegistryChildren $Key.Full).Count
    })
    $values = $Key.Values
    Add-SimulatedMethod $object 'GetValueNames' ({ , [string[]]@($values.Keys) }.GetNewClosure())
    $convert = ${function:ConvertTo-RegistryValue}
    Add-SimulatedMethod $object 'GetValue' ({ param($name, $default) if ($values.Contains($name)) { & $convert $values[$name] } else { $default } }.GetNewClosure())
    Add-SimulatedMethod $object 'ToString' { $this.Name }
    return $object
}

function Get-RegistryChildren([string]$Full) {
    $prefix = $Full + '\'
    foreach ($key in (Get-RegistryIndex).Values) {
        if ($key.Full.Length -gt $prefix.Length -and $key.Full.StartsWith($prefix, 'OrdinalIgnoreCase') -and $key.Full.IndexOf('\', $prefix.Length) -lt 0) { $key }
    }
}

# Get-ItemProperty of a key: its values (or those that fit -Name) with the notes that PowerShell adds.
function New-RegistryValues([hashtable]$Key, [string[]]$Name) {
    $split = Split-SimulatedPath $Key.Full
    $object = [ordered]@{}
    foreach ($value in $Key.Values.Keys) {
        $shown = if ($value -eq '') { '(default)' } else { $value }
        if ($Name -and -not @($Name | Where-Object { $shown -like $_ })) { continue }
        $object[$shown] = ConvertTo-RegistryValue $Key.Values[$value]
    }
    if ($object.Count -eq 0) { return $null }
    $object['PSPath'] = Get-RegistryPSPath $Key.Full
    $object['PSParentPath'] = $(if ($split.Parent) { Get-RegistryPSPath $split.Parent } else { '' })
    $object['PSChildName'] = $split.Leaf
    $object['PSProvider'] = 'Microsoft.PowerShell.Core\Registry'
    return [pscustomobject]$object
}
