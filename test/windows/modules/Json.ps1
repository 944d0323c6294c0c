# Reading JSON so that text stays text: ConvertFrom-Json turns everything that looks like a date into a [datetime], which
# event data and registry values must not become.

function ConvertFrom-SimulatedElement([System.Text.Json.JsonElement]$Element) {
    switch ([int]$Element.ValueKind) {
        1 {
            $object = [ordered]@{}
            foreach ($property in $Element.EnumerateObject()) { $object[$property.Name] = ConvertFrom-SimulatedElement $property.Value }
            return [pscustomobject]$object
        }
        2 {
            $list = [Collections.Generic.List[object]]::new()
            foreach ($item in $Element.EnumerateArray()) { $list.Add((ConvertFrom-SimulatedElement $item)) }
            return , $list.ToArray()
        }
        3 { return $Element.GetString() }
        4 {
            $small = 0; $large = [long]0; $unsigned = [ulong]0
            if ($Element.TryGetInt32([ref]$small)) { return $small }
            if ($Element.TryGetInt64([ref]$large)) { return $large }
            if ($Element.TryGetUInt64([ref]$unsigned)) { return $unsigned }
            return $Element.GetDouble()
        }
        5 { return $true }
        6 { return $false }
        default { return $null }
    }
}

# PowerShell 7.5 has a switch that leaves dates alone, and that is twenty times faster. It refuses an empty name.
$script:HasDateKind = $script:Real['ConvertFrom-Json'].Parameters.ContainsKey('DateKind')
function ConvertFrom-SimulatedJson([string]$Text) {
    if ($script:HasDateKind) { try { return , (& $script:Real['ConvertFrom-Json'] -InputObject $Text -DateKind String -NoEnumerate -ErrorAction Stop) } catch { } }
    $document = [System.Text.Json.JsonDocument]::Parse($Text)
    try { return , (ConvertFrom-SimulatedElement $document.RootElement) } finally { $document.Dispose() }
}

# One folder's own file; $null when it has none.
function Read-FolderJson([hashtable]$Folder, [string]$Name) {
    $text = Read-HostText $Folder $Name
    if ($null -eq $text) { return }
    try { return , (ConvertFrom-SimulatedJson $text) }
    catch { throw "$Name is not valid JSON: $($_.Exception.InnerException.Message)" }
}

# A file of the host, read once: its own over its base's. $null when no folder has such a file.
$script:JsonFiles = @{}
function Read-SimulatedJson([string]$Name) {
    if (-not $script:JsonFiles.ContainsKey($Name)) {
        $value = $null
        foreach ($folder in $script:Folders) {
            $own = Read-FolderJson $folder $Name
            if ($null -ne $own) { $value = Join-Overlay $value $own }
        }
        $script:JsonFiles[$Name] = $value
    }
    return , $script:JsonFiles[$Name]
}

# A time in a file is UTC ISO text; the cmdlets give local [datetime]s.
function ConvertTo-SimulatedTime($Value) {
    if ($null -eq $Value -or $Value -eq '') { return $null }
    return [datetime]::Parse($Value, [Globalization.CultureInfo]::InvariantCulture,
        [Globalization.DateTimeStyles]::AssumeUniversal -bor [Globalization.DateTimeStyles]::AdjustToUniversal).ToLocalTime()
}
