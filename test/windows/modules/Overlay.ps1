# A host may say only in what it differs from another one: {"base": "../other"} in its host.json. The folders are read
# from the base up. Of *.json, objects are joined by their keys (null takes a key away) and lists are replaced; any other
# file stands for the base's file of the same name. {"replace": {"text": "other text"}} changes texts of the bases' data.

# @{ Path; Replace }, the base first. Replace holds what the folders above want changed in this one, as JSON text.
$script:Folders = @()

function Find-HostFolders([string]$Path) {
    $folders = @()
    $replace = [ordered]@{}
    while ($true) {
        $folders = @(@{ Path = $Path; Replace = [ordered]@{} + $replace }) + $folders
        $file = [IO.Path]::Combine($Path, 'host.json')
        if (-not [IO.File]::Exists($file)) { throw 'host.json is missing' }
        if ($folders.Count -gt 8) { throw 'host.json: base goes round in a circle' }
        $own = ConvertFrom-SimulatedJson ([IO.File]::ReadAllText($file))
        if ($null -ne $own.replace) {
            foreach ($pair in $own.replace.PSObject.Properties) { $replace[(Protect-JsonText $pair.Name)] = Protect-JsonText $pair.Value }
        }
        if (-not $own.base) { return $folders }
        $Path = [IO.Path]::GetFullPath([IO.Path]::Combine($Path, $own.base))
    }
}

# A text as it stands between the quotes of the hosts' files.
function Protect-JsonText([string]$Text) { return $Text.Replace('\', '\\').Replace('"', '\"') }

# $null when the folder has no such file.
function Read-HostText([hashtable]$Folder, [string]$Name) {
    $file = [IO.Path]::Combine($Folder.Path, $Name)
    if (-not [IO.File]::Exists($file)) { return $null }
    $text = [IO.File]::ReadAllText($file)
    foreach ($key in $Folder.Replace.Keys) { $text = $text.Replace($key, $Folder.Replace[$key]) }
    return $text
}

function Join-Overlay($Base, $Own) {
    if ($Base -isnot [Management.Automation.PSCustomObject] -or $Own -isnot [Management.Automation.PSCustomObject]) { return , $Own }
    $joined = [ordered]@{}
    foreach ($property in @($Base.PSObject.Properties) + @($Own.PSObject.Properties)) { $joined[$property.Name] = $property.Value }
    foreach ($property in $Own.PSObject.Properties) { if ($null -eq $property.Value) { $joined.Remove($property.Name) } }
    return [pscustomobject]$joined
}
