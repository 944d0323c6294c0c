# Get-Content and Get-FileHash of simulated files.

function Microsoft.PowerShell.Commands.GetContentCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-Content')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [long]$ReadCount = 1, [Alias('First', 'Head')][long]$TotalCount = -1, [Alias('Last')][int]$Tail = -1,
        [switch]$Raw, [switch]$Force, [object]$Encoding, [string]$Stream, [switch]$AsByteStream
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Get-Content' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) { $missing = Get-MissingError $one $literal 'Get-Content'; if ($missing) { $PSCmdlet.WriteError($missing) }; continue }
            foreach ($item in $found) {
                $entry = $item.Entry
                if ($item.Kind -eq 'registry' -or $entry.Directory) {
                    $PSCmdlet.WriteError((New-DeniedError 'Get-Content' $entry.Full 'GetContentReaderUnauthorizedAccessError' "Unable to get content because it is a directory: '$($entry.Full)'. Please use 'Get-ChildItem' instead."))
                    continue
                }
                if (Test-Denied $item 'Get-Content') { $PSCmdlet.WriteError((New-ItemDeniedError $item 'Get-Content')); continue }
                if ($AsByteStream -and -not $Stream) {
                    $bytes = if ($entry.Content) { [IO.File]::ReadAllBytes($entry.Content) } else { [byte[]]@() }
                    if ($Raw) { , $bytes } elseif ($TotalCount -ge 0) { $bytes | Select-Object -First $TotalCount } else { $bytes }
                    continue
                }
                $text = Read-SimulatedText $entry $Stream $Encoding
                if ($null -eq $text) {
                    $exception = [IO.FileNotFoundException]::new("Could not open the alternate data stream '$Stream' of the file '$($entry.Full)'.", $entry.Full)
                    $PSCmdlet.WriteError((New-SimulatedError $exception 'GetContentReaderFileNotFoundError' ObjectNotFound $entry.Full 'Get-Content'))
                    continue
                }
                if ($Raw) { if ($text -ne '') { $text }; continue }
                Select-Lines $text $TotalCount $Tail
            }
        }
    }
}

# $null: no such stream. A file that is only listed in files.json is empty to its reader.
function Read-SimulatedText([hashtable]$Entry, [string]$Stream, $Encoding) {
    if ($Stream -and $Stream -notin ':$DATA', '$DATA') {
        if ($Stream -ne 'Zone.Identifier') { return $null }
        return Get-ZoneStream $Entry
    }
    if (-not $Entry.Content) { return '' }
    $chosen = switch -Regex ([string]$Encoding) {
        '^(Unicode|utf-?16)' { [Text.Encoding]::Unicode }
        '^BigEndianUnicode' { [Text.Encoding]::BigEndianUnicode }
        '^(ansi|oem|default|latin1)' { [Text.Encoding]::Latin1 }
        default { [Text.Encoding]::UTF8 }
    }
    $reader = [IO.StreamReader]::new($Entry.Content, $chosen, $true)
    try { return $reader.ReadToEnd() } finally { $reader.Dispose() }
}

function Select-Lines([string]$Text, [long]$First, [int]$Last) {
    if ($Text -eq '') { return }
    $lines = @($Text -replace "\r?\n\z", '' -split "\r?\n")
    $from = 0; $to = $lines.Count
    if ($First -ge 0) { $to = [Math]::Min($to, $First) }
    if ($Last -ge 0) { $from = [Math]::Max(0, $lines.Count - $Last) }
    for ($i = $from; $i -lt $to; $i++) { $lines[$i] }
}

function Microsoft.PowerShell.Commands.GetFileHashCommand {
    [CmdletBinding(DefaultParameterSetName = 'Path')]
    [Alias('Get-FileHash')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Path', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'LiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath', 'LP')][string[]]$LiteralPath,
        [Parameter(Mandatory, ParameterSetName = 'Stream')][IO.Stream]$InputStream,
        [Parameter(Position = 1)][ValidateSet('SHA1', 'SHA256', 'SHA384', 'SHA512', 'MD5')][string]$Algorithm = 'SHA256'
    )
    process {
        # A stream is of the machine, not of the simulated host.
        if ($InputStream) { return Microsoft.PowerShell.Utility\Get-FileHash @PSBoundParameters }
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            if (-not (Test-SimulatedPath $one)) { Invoke-RealItem 'Get-FileHash' $PSBoundParameters $one $literal; continue }
            $found = @(Find-SimulatedItem $one $literal)
            if (-not $found) {
                # Not the error of a missing path that the other cmdlets give.
                if ($literal) { $PSCmdlet.WriteError((New-SimulatedError ([IO.FileNotFoundException]::new("The file '$one' cannot be read: Could not find file '$one'.")) 'FileReadError' ReadError $one 'Get-FileHash')) }
                elseif (Get-MissingError $one $literal 'Get-FileHash') { $PSCmdlet.WriteError((New-SimulatedError ([Management.Automation.ItemNotFoundException]::new("Cannot find path '$one' because it does not exist.")) 'FileNotFound' ObjectNotFound $one 'Get-FileHash')) }
                continue
            }
            foreach ($item in $found) {
                if ($item.Kind -eq 'registry' -or $item.Entry.Directory) { continue }
                if (Test-Denied $item 'Get-FileHash') {
                    $PSCmdlet.WriteError((New-DeniedError 'Get-FileHash' $item.Entry.Full 'FileReadError' "The file '$($item.Entry.Full)' cannot be read: Access to the path is denied."))
                    continue
                }
                $hash = Get-SimulatedHash $item.Entry $Algorithm
                if ($null -eq $hash) {
                    $PSCmdlet.WriteError((New-SimulatedError ([IO.IOException]::new("files.json has no $($Algorithm.ToLowerInvariant()) for '$($item.Entry.Full)', and there is no content.")) 'FileReadError' ReadError $item.Entry.Full 'Get-FileHash'))
                    continue
                }
                New-TypedObject ([ordered]@{ PSTypeName = 'Microsoft.Powershell.Utility.FileHash'; Algorithm = $Algorithm.ToUpperInvariant(); Hash = $hash; Path = $item.Entry.Full })
            }
        }
    }
}

# files.json may state a hash (of a file that has no content here); else it is computed.
function Get-SimulatedHash([hashtable]$Entry, [string]$Algorithm) {
    $stated = $Entry.Meta.($Algorithm.ToLowerInvariant())
    if ($stated) { return ([string]$stated).ToUpperInvariant() }
    if (-not $Entry.Content) { return $null }
    $hasher = [Security.Cryptography.HashAlgorithm]::Create($Algorithm)
    try { return [Convert]::ToHexString($hasher.ComputeHash([IO.File]::ReadAllBytes($Entry.Content))) } finally { $hasher.Dispose() }
}
