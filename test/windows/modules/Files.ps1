# The simulated file system: files/<drive letter>/… holds contents, files.json what a file system knows beside them.

# Full path -> @{ Full; Directory; Content (path of the real file or $null); Meta }. Names compare as on Windows.
$script:FileIndex = $null

function Get-FileIndex {
    if ($null -ne $script:FileIndex) { return , $script:FileIndex }
    $index = [Collections.Generic.SortedDictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
    $script:FileIndex = $index
    Add-IndexEntry 'C:\' $true $null
    foreach ($folder in $script:Folders) {
        $meta = Read-FolderJson $folder 'files.json'
        foreach ($property in $meta.PSObject.Properties) { if ($null -eq $property.Value) { Remove-IndexEntry $property.Name } }
        Add-FileStore ([IO.Path]::Combine($folder.Path, 'files'))
        foreach ($property in $meta.PSObject.Properties) {
            if ($null -eq $property.Value) { continue }
            $full = (Resolve-SimulatedPath $property.Name).Full
            if (-not $full) { throw "files.json: '$($property.Name)' is not a path with a drive letter" }
            if (-not $index.ContainsKey($full)) { Add-IndexEntry $full ([bool]$property.Value.directory) $null }
            $index[$full].Meta = $property.Value
        }
    }
    return , $index
}

# What a folder above takes away of its base: a path with all that is below it.
function Remove-IndexEntry([string]$Path) {
    $full = (Resolve-SimulatedPath $Path).Full
    foreach ($key in @($script:FileIndex.Keys)) {
        if ($key -eq $full -or $key.StartsWith("$full\", [StringComparison]::OrdinalIgnoreCase)) { [void]$script:FileIndex.Remove($key) }
    }
}

# The files below a folder of contents; a file that is there already gets these contents.
function Add-FileStore([string]$Store) {
    if (-not [IO.Directory]::Exists($Store)) { return }
    foreach ($real in [IO.Directory]::EnumerateFileSystemEntries($Store, '*', [IO.SearchOption]::AllDirectories)) {
        $drive, $rest = ([IO.Path]::GetRelativePath($Store, $real) -replace '/', '\') -split '\\', 2
        if (-not $rest) { Add-IndexEntry "${drive}:\" $true $null; continue }
        $directory = [IO.Directory]::Exists($real)
        Add-IndexEntry "${drive}:\$rest" $directory $(if (-not $directory) { $real })
        if (-not $directory) { $script:FileIndex["${drive}:\$rest"].Content = $real }
    }
}

function Add-IndexEntry([string]$Full, [bool]$Directory, [string]$Content) {
    if ($script:FileIndex.ContainsKey($Full)) { return }
    $script:FileIndex[$Full] = @{ Full = $Full; Directory = $Directory; Content = $Content; Meta = $null }
    $parent = (Split-SimulatedPath $Full).Parent
    if ($parent -and $parent -ne $Full) { Add-IndexEntry $parent $true $null }
}

# Folder -> the entries in it, made once: Get-ChildItem -Recurse walks it.
$script:FileChildren = $null
function Get-FileChildren([string]$Full) {
    if ($null -eq $script:FileChildren) {
        $script:FileChildren = [Collections.Generic.Dictionary[string, object]]::new([StringComparer]::OrdinalIgnoreCase)
        foreach ($entry in (Get-FileIndex).Values) {
            $parent = (Split-SimulatedPath $entry.Full).Parent
            if (-not $parent) { continue }
            if (-not $script:FileChildren.ContainsKey($parent)) { $script:FileChildren[$parent] = [Collections.Generic.List[object]]::new() }
            $script:FileChildren[$parent].Add($entry)
        }
    }
    if ($script:FileChildren.ContainsKey($Full)) { return $script:FileChildren[$Full] }
}

function Get-FileEntry([string]$Full) {
    $index = Get-FileIndex
    if ($index.ContainsKey($Full)) { return $index[$Full] }
}

# What Get-Item and Get-ChildItem hand out: the properties of FileInfo and DirectoryInfo that are read in practice.
function New-FileObject([hashtable]$Entry) {
    $full = $Entry.Full
    $split = Split-SimulatedPath $full
    $meta = $Entry.Meta
    $created = Get-FileTime $meta 'created'
    $modified = Get-FileTime $meta 'modified'
    $accessed = Get-FileTime $meta 'accessed'
    $leaf = if ($split.Leaf) { $split.Leaf } else { $full }
    $extension = if (-not $Entry.Directory -and $leaf -match '\.[^.]*$') { $Matches[0] } else { '' }
    $file = [ordered]@{
        PSTypeName = $(if ($Entry.Directory) { 'System.IO.DirectoryInfo' } else { 'System.IO.FileInfo' })
        PSPath = "Microsoft.PowerShell.Core\FileSystem::$full"; PSParentPath = "Microsoft.PowerShell.Core\FileSystem::$($split.Parent)"
        PSChildName = $leaf; PSIsContainer = $Entry.Directory
        Mode = $(if ($Entry.Directory) { 'd----' } elseif ($meta.hidden) { '-a-h-' } else { '-a---' })
        Name = $leaf; FullName = $full; Extension = $extension; BaseName = $leaf -replace '(?<=.)\.[^.]*$', ''; Exists = $true
        Attributes = $(if ($Entry.Directory) { 'Directory' } elseif ($meta.hidden) { 'Hidden, Archive' } else { 'Archive' })
        CreationTime = $created; CreationTimeUtc = $created.ToUniversalTime()
        LastWriteTime = $modified; LastWriteTimeUtc = $modified.ToUniversalTime()
        LastAccessTime = $accessed; LastAccessTimeUtc = $accessed.ToUniversalTime()
    }
    if (-not $Entry.Directory) {
        $file['Length'] = Get-FileLength $Entry
        $file['DirectoryName'] = $split.Parent
        $file['IsReadOnly'] = $false
        $file['VersionInfo'] = New-VersionObject $full $meta.version
    }
    $object = New-TypedObject $file
    # "$file" gives the path, as it does for the objects of PowerShell 7.
    Add-SimulatedMethod $object 'ToString' { $this.FullName }
    return $object
}

function Get-FileTime($Meta, [string]$Name) {
    foreach ($candidate in $Name, 'modified', 'created') { if ($Meta.$candidate) { return ConvertTo-SimulatedTime $Meta.$candidate } }
    return ConvertTo-SimulatedTime '2024-01-01T00:00:00Z'
}

function Get-FileLength([hashtable]$Entry) {
    # Not `.length`: every PowerShell object has one.
    if ($null -ne $Entry.Meta -and $null -ne $Entry.Meta.PSObject.Properties['length']) { return [long]$Entry.Meta.PSObject.Properties['length'].Value }
    if ($Entry.Content) { return [IO.FileInfo]::new($Entry.Content).Length }
    return [long]0
}

function New-VersionObject([string]$Full, $Version) {
    $object = [ordered]@{ PSTypeName = 'System.Diagnostics.FileVersionInfo'; FileName = $Full }
    foreach ($name in 'OriginalFilename', 'InternalName', 'ProductName', 'CompanyName', 'FileDescription', 'FileVersion', 'ProductVersion', 'Comments', 'LegalCopyright') {
        $object[$name] = $Version.$name
    }
    return New-TypedObject $object
}

# The Zone.Identifier stream of a downloaded file, as text; $null for a file without one.
function Get-ZoneStream([hashtable]$Entry) {
    $zone = $Entry.Meta.zone
    if ($null -eq $zone) { return $null }
    $lines = @('[ZoneTransfer]')
    foreach ($name in 'ZoneId', 'ReferrerUrl', 'HostUrl') { if ($null -ne $zone.$name) { $lines += "$name=$($zone.$name)" } }
    return ($lines -join "`r`n") + "`r`n"
}
