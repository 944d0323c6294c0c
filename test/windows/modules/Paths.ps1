# Which paths belong to the simulated host, and in which spelling they are looked up.

$script:Hives = @{
    HKLM = 'HKEY_LOCAL_MACHINE'; HKCU = 'HKEY_CURRENT_USER'; HKU = 'HKEY_USERS'; HKCR = 'HKEY_CLASSES_ROOT'; HKCC = 'HKEY_CURRENT_CONFIG'
}

# 'file' or 'registry' with the full path in its one spelling, or nothing for a path of the real machine.
function Resolve-SimulatedPath([string]$Path) {
    $text = $Path -replace '^Microsoft\.PowerShell\.Core\\', ''
    if ($text -match '^Registry::(.*)$') { return New-RegistryPath $Matches[1] }
    if ($text -match '^(HKLM|HKCU|HKU|HKCR|HKCC):[\\/]?(.*)$') { return New-RegistryPath ($Matches[1] + '\' + $Matches[2]) }
    $text = $text -replace '^FileSystem::', '' -replace '^\\\\[?.]\\(?=[A-Za-z]:)', ''
    if ($text -match '^([A-Za-z]):(.*)$') {
        $rest = Get-CleanPath $Matches[2]
        return @{ Kind = 'file'; Full = $(if ($rest) { $Matches[1].ToUpperInvariant() + ':\' + $rest } else { $Matches[1].ToUpperInvariant() + ':\' }) }
    }
}

function New-RegistryPath([string]$Text) {
    $clean = Get-CleanPath $Text
    $hive, $rest = $clean -split '\\', 2
    if ($script:Hives.ContainsKey($hive)) { $hive = $script:Hives[$hive] }
    return @{ Kind = 'registry'; Full = $(if ($rest) { "$hive\$rest" } else { $hive }) }
}

# One kind of slash, none at the ends, no `.` and `..`.
function Get-CleanPath([string]$Text) {
    $parts = [Collections.Generic.List[string]]::new()
    foreach ($part in ($Text -replace '/', '\' -split '\\')) {
        if ($part -eq '' -or $part -eq '.') { continue }
        if ($part -eq '..') { if ($parts.Count) { $parts.RemoveAt($parts.Count - 1) }; continue }
        $parts.Add($part)
    }
    return $parts -join '\'
}

function Test-SimulatedPath([string[]]$Path) {
    foreach ($one in $Path) { if ($null -ne (Resolve-SimulatedPath $one)) { return $true } }
    return $false
}

# The last part of a path, and what stands before it.
function Split-SimulatedPath([string]$Full) {
    $at = $Full.TrimEnd('\').LastIndexOf('\')
    if ($at -lt 0) { return @{ Parent = ''; Leaf = $Full } }
    $parent = $Full.Substring(0, $at)
    if ($parent -match '^[A-Za-z]:$') { $parent += '\' }
    return @{ Parent = $parent; Leaf = $Full.Substring($at + 1).TrimEnd('\') }
}

# The known paths that a pattern such as C:\Users\*\AppData fits, part by part. $Known: full paths.
function Select-SimulatedPath([string]$Pattern, [string[]]$Known) {
    $wanted = $Pattern -split '\\'
    foreach ($full in $Known) {
        $parts = $full -split '\\'
        if ($parts.Count -ne $wanted.Count) { continue }
        $fits = $true
        for ($i = 0; $i -lt $parts.Count -and $fits; $i++) { $fits = $parts[$i] -like $wanted[$i] }
        if ($fits) { $full }
    }
}

function Microsoft.PowerShell.Commands.JoinPathCommand {
    [CmdletBinding()]
    [Alias('Join-Path')]
    param(
        [Parameter(Position = 0, Mandatory, ValueFromPipeline, ValueFromPipelineByPropertyName)][Alias('PSPath')][string[]]$Path,
        [Parameter(Position = 1, Mandatory)][AllowNull()][AllowEmptyString()][string]$ChildPath,
        [Parameter(Position = 2, ValueFromRemainingArguments)][string[]]$AdditionalChildPath
    )
    process {
        foreach ($one in $Path) {
            if (-not (Test-SimulatedPath $one)) {
                $more = @{}; if ($AdditionalChildPath) { $more['AdditionalChildPath'] = $AdditionalChildPath }
                & $script:Real['Join-Path'] -Path $one -ChildPath $ChildPath @more
                continue
            }
            $whole = $one
            foreach ($part in @($ChildPath) + @($AdditionalChildPath)) {
                if ($part) { $whole = $whole.TrimEnd('\', '/') + '\' + $part.Replace('/', '\').TrimStart('\') }
            }
            $whole
        }
    }
}

function Microsoft.PowerShell.Commands.SplitPathCommand {
    [CmdletBinding()]
    [Alias('Split-Path')]
    param(
        [Parameter(Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [switch]$Parent, [switch]$Leaf, [switch]$LeafBase, [switch]$Extension, [switch]$Qualifier, [switch]$NoQualifier, [switch]$IsAbsolute
    )
    process {
        foreach ($one in $(if ($LiteralPath) { $LiteralPath } else { $Path })) {
            # A bare Windows path without a drive (\\server\share, sub\file) has backslashes only.
            if (-not (Test-SimulatedPath $one) -and $one -notmatch '^[^/]*\\[^/]*$') {
                $rest = @{} + $PSBoundParameters; $null = $rest.Remove('LiteralPath'); $rest['Path'] = $one
                & $script:Real['Split-Path'] @rest
                continue
            }
            $split = Split-SimulatedPath ($one.Replace('/', '\'))
            if ($Leaf) { $split.Leaf }
            elseif ($LeafBase) { $split.Leaf -replace '(?<=.)\.[^.]*$', '' }
            elseif ($Extension) { if ($split.Leaf -match '\.[^.]*$') { $Matches[0] } else { '' } }
            elseif ($Qualifier) { if ($one -match '^[^:\\/]+:') { $Matches[0] } }
            elseif ($NoQualifier) { $one -replace '^[^:\\/]+:', '' }
            elseif ($IsAbsolute) { [bool]($one -match '^([^:\\/]+:|\\\\)') }
            else { $split.Parent }
        }
    }
}
