# Get-Item, Get-ChildItem, Get-ItemProperty, Get-ItemPropertyValue, Test-Path, Resolve-Path on simulated paths.
# A path that is not simulated goes to the real cmdlet.

# -Path takes wildcards, -LiteralPath does not. Gives @{ Kind; Entry } for every item that is meant; nothing if there is none.
function Find-SimulatedItem([string]$Path, [bool]$Literal) {
    $at = Resolve-SimulatedPath $Path
    $registry = $at.Kind -eq 'registry'
    $full = @($at.Full)
    if (-not $Literal -and [Management.Automation.WildcardPattern]::ContainsWildcardCharacters($at.Full)) {
        $known = @($(if ($registry) { Get-RegistryIndex } else { Get-FileIndex }).Keys)
        $full = @(Select-SimulatedPath $at.Full $known)
    }
    foreach ($one in $full) {
        $entry = if ($registry) { Get-RegistryKey $one } else { Get-FileEntry $one }
        if ($null -ne $entry) { @{ Kind = $at.Kind; Entry = $entry } }
    }
}

function New-ItemObject([hashtable]$Found) {
    if ($Found.Kind -eq 'registry') { New-RegistryObject $Found.Entry } else { New-FileObject $Found.Entry }
}

# The one answer to "not there": nothing for a wildcard that fits nothing, else the error of a missing path (or drive).
function Get-MissingError([string]$Path, [bool]$Literal, [string]$Activity) {
    $at = Resolve-SimulatedPath $Path
    if (-not $Literal -and [Management.Automation.WildcardPattern]::ContainsWildcardCharacters($at.Full)) { return }
    if ($at.Kind -eq 'file' -and $null -eq (Get-FileEntry $at.Full.Substring(0, 3))) {
        $drive = $at.Full.Substring(0, 1)
        $exception = [Management.Automation.DriveNotFoundException]::new("Cannot find drive. A drive with the name '$drive' does not exist.")
        return New-SimulatedError $exception 'DriveNotFound' ObjectNotFound $drive $Activity
    }
    return New-PathNotFoundError $Path $Activity
}

# files.json and registry.json may deny a path: {"denied": true}, or faults.json by path.
function Test-Denied([hashtable]$Found, [string]$Cmdlet) {
    if ($Found.Kind -eq 'file' -and $Found.Entry.Meta.denied) { return $true }
    return @(Invoke-SimulatedFault $Cmdlet @{ path = $Found.Entry.Full }) -contains 'denied'
}

function New-ItemDeniedError([hashtable]$Found, [string]$Activity) {
    if ($Found.Kind -eq 'registry') {
        return New-SimulatedError ([Security.SecurityException]::new('Requested registry access is not allowed.')) 'System.Security.SecurityException' PermissionDenied $Found.Entry.Full $Activity
    }
    $id = switch ($Activity) { 'Get-Content' { 'GetContentReaderUnauthorizedAccessError' } 'Get-ChildItem' { 'DirUnauthorizedAccessError' } default { 'ItemExistsUnauthorizedAccessError' } }
    return New-DeniedError $Activity $Found.Entry.Full $id "Access to the path '$($Found.Entry.Full)' is denied."
}

function Microsoft.PowerShell.Commands.GetItemCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-Item')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [string]$Filter, [switch]$Force, [string[]]$Stream
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Get-Item' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) { $missing = Get-MissingError $one $literal 'Get-Item'; if ($missing) { $PSCmdlet.WriteError($missing) }; continue }
            foreach ($item in $found) {
                if (Test-Denied $item 'Get-Item') { $PSCmdlet.WriteError((New-ItemDeniedError $item 'Get-Item')); continue }
                if (-not $Stream) { New-ItemObject $item; continue }
                $streams = @(Get-StreamObject $item.Entry $Stream)
                if ($streams) { $streams } else {
                    $exception = [IO.FileNotFoundException]::new("Could not open the alternate data stream '$Stream' of the file '$($item.Entry.Full)'.", $item.Entry.Full)
                    $PSCmdlet.WriteError((New-SimulatedError $exception 'AlternateDataStreamNotFound' ObjectNotFound $item.Entry.Full 'Get-Item'))
                }
            }
        }
    }
}

# -Stream: the file's own data and, for a downloaded file, its mark.
function Get-StreamObject([hashtable]$Entry, [string[]]$Wanted) {
    $streams = [ordered]@{ ':$DATA' = Get-FileLength $Entry }
    $zone = Get-ZoneStream $Entry
    if ($null -ne $zone) { $streams['Zone.Identifier'] = [long]$zone.Length }
    foreach ($name in $streams.Keys) {
        if (-not @($Wanted | Where-Object { $name -like $_ })) { continue }
        New-TypedObject ([ordered]@{
            PSTypeName = 'Microsoft.PowerShell.Commands.AlternateStreamData'; FileName = $Entry.Full; Stream = $name; Length = $streams[$name]
            PSPath = "Microsoft.PowerShell.Core\FileSystem::$($Entry.Full):$name"
        })
    }
}

# The same call for one path of the real machine.
function Invoke-RealItem([string]$Name, $Bound, [string]$Path, [bool]$Literal) {
    $rest = @{} + $Bound
    foreach ($key in 'Path', 'LiteralPath') { $null = $rest.Remove($key) }
    $rest[$(if ($Literal) { 'LiteralPath' } else { 'Path' })] = $Path
    & $script:Real[$Name] @rest
}

function Microsoft.PowerShell.Commands.GetChildItemCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-ChildItem')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [Parameter(Position = 1)][string]$Filter, [string[]]$Include, [string[]]$Exclude,
        [switch]$Recurse, [uint32]$Depth, [switch]$File, [switch]$Directory, [switch]$Hidden, [switch]$Force, [switch]$Name
    )
    process {
        $literal = $null -ne $LiteralPath
        $levels = if ($PSBoundParameters.ContainsKey('Depth')) { [int]$Depth } elseif ($Recurse) { [int]::MaxValue } else { 0 }
        $given = if ($literal) { $LiteralPath } elseif ($Path) { $Path } else { '.' }
        foreach ($one in $given) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Get-ChildItem' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) { $missing = Get-MissingError $one $literal 'Get-ChildItem'; if ($missing) { $PSCmdlet.WriteError($missing) }; continue }
            $pattern = -not $literal -and [Management.Automation.WildcardPattern]::ContainsWildcardCharacters($one)
            foreach ($item in $found) {
                # C:\x\* means the things in x themselves; C:\x means what is in it; a file means itself.
                $self = $item.Kind -eq 'file' -and -not $item.Entry.Directory
                $children = @(if ($self -or ($pattern -and -not $Recurse)) { $item } else { Get-Descendants $item $levels $PSCmdlet })
                foreach ($child in $children) {
                    if (-not (Test-ChildWanted $child $Filter $Include $Exclude $File $Directory $Hidden $Force)) { continue }
                    $object = New-ItemObject $child
                    if ($Name) { $object.PSChildName } else { $object }
                }
            }
        }
    }
}

# Files before folders' contents, folder by folder, as the real cmdlet walks.
function Get-Descendants([hashtable]$Item, [int]$Levels, $Cmdlet) {
    if (Test-Denied $Item 'Get-ChildItem') { $Cmdlet.WriteError((New-ItemDeniedError $Item 'Get-ChildItem')); return }
    $children = @(if ($Item.Kind -eq 'registry') { Get-RegistryChildren $Item.Entry.Full } else { Get-FileChildren $Item.Entry.Full })
    foreach ($child in $children) { @{ Kind = $Item.Kind; Entry = $child } }
    if ($Levels -le 0) { return }
    foreach ($child in $children) {
        if ($Item.Kind -eq 'registry' -or $child.Directory) { Get-Descendants @{ Kind = $Item.Kind; Entry = $child } ($Levels - 1) $Cmdlet }
    }
}

function Test-ChildWanted([hashtable]$Child, [string]$Filter, [string[]]$Include, [string[]]$Exclude, [bool]$File, [bool]$Directory, [bool]$Hidden, [bool]$Force) {
    $leaf = (Split-SimulatedPath $Child.Entry.Full).Leaf
    $isDirectory = $Child.Kind -eq 'registry' -or $Child.Entry.Directory
    if ($File -and $isDirectory) { return $false }
    if ($Directory -and -not $isDirectory) { return $false }
    $hidden = $Child.Kind -eq 'file' -and [bool]$Child.Entry.Meta.hidden
    if ($hidden -and -not ($Force -or $Hidden)) { return $false }
    if ($Hidden -and -not $hidden) { return $false }
    if ($Filter -and $leaf -notlike $Filter) { return $false }
    if ($Include -and -not @($Include | Where-Object { $leaf -like $_ })) { return $false }
    if ($Exclude -and @($Exclude | Where-Object { $leaf -like $_ })) { return $false }
    return $true
}

function Microsoft.PowerShell.Commands.GetItemPropertyCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-ItemProperty')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [Parameter(Position = 1)][string[]]$Name
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Get-ItemProperty' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) { $missing = Get-MissingError $one $literal 'Get-ItemProperty'; if ($missing) { $PSCmdlet.WriteError($missing) }; continue }
            foreach ($item in $found) {
                if (Test-Denied $item 'Get-ItemProperty') { $PSCmdlet.WriteError((New-ItemDeniedError $item 'Get-ItemProperty')); continue }
                if ($item.Kind -eq 'file') { New-FileObject $item.Entry; continue }
                $values = New-RegistryValues $item.Entry $Name
                if ($null -ne $values) { $values; continue }
                if ($Name) { $PSCmdlet.WriteError((New-PropertyMissingError $Name[0] $item.Entry.Full 'Get-ItemProperty')) }
            }
        }
    }
}

function New-PropertyMissingError([string]$Name, [string]$Full, [string]$Activity) {
    $exception = [Management.Automation.PSArgumentException]::new("Property $Name does not exist at path $Full.")
    return New-SimulatedError $exception 'System.Management.Automation.PSArgumentException' InvalidArgument $Name $Activity
}

function Microsoft.PowerShell.Commands.GetItemPropertyValueCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-ItemPropertyValue')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [Parameter(Position = 1, Mandatory)][string[]]$Name
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            $found = @(if (Test-SimulatedPath $one) { Find-SimulatedItem $one $literal })
            if (-not $found) { $PSCmdlet.WriteError((New-PathNotFoundError $one 'Get-ItemPropertyValue')); continue }
            foreach ($item in $found) {
                $values = if ($item.Kind -eq 'file') { New-FileObject $item.Entry } else { New-RegistryValues $item.Entry $Name }
                foreach ($wanted in $Name) {
                    if ($null -ne $values -and $null -ne $values.PSObject.Properties[$wanted]) { $values.$wanted }
                    else { $PSCmdlet.WriteError((New-PropertyMissingError $wanted $item.Entry.Full 'Get-ItemPropertyValue')) }
                }
            }
        }
    }
}

function Microsoft.PowerShell.Commands.TestPathCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Test-Path')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][AllowNull()][AllowEmptyString()][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][AllowNull()][AllowEmptyString()][string[]]$LiteralPath,
        [Alias('Type')][string]$PathType = 'Any', [switch]$IsValid
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not $one) { $false; continue }
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Test-Path' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            $hits = @($found | Where-Object {
                $container = $_.Kind -eq 'registry' -or $_.Entry.Directory
                $PathType -eq 'Any' -or ($PathType -eq 'Container') -eq $container
            })
            $IsValid -or $hits.Count -gt 0
        }
    }
}

function Microsoft.PowerShell.Commands.ResolvePathCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Resolve-Path')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Resolve-Path' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) { $missing = Get-MissingError $one $literal 'Resolve-Path'; if ($missing) { $PSCmdlet.WriteError($missing) } }
            foreach ($item in $found) { New-TypedObject ([ordered]@{ PSTypeName = 'System.Management.Automation.PathInfo'; Path = $item.Entry.Full; ProviderPath = $item.Entry.Full }) }
        }
    }
}
