# events/*.jsonl. Logs may have 100,000s of lines, so lines are found with one regular expression over a file's text, put
# in order by record number or time, and only then read as JSON, one at a time, for as long as the caller wants more.
# That is why "log", "id", "recordId" and "time" must come before "data" in a line.

$script:EventTexts = $null
function Get-EventTexts {
    if ($null -eq $script:EventTexts) {
        $texts = [Collections.Generic.SortedDictionary[string, string]]::new([StringComparer]::Ordinal)
        foreach ($folder in $script:Folders) {
            $path = [IO.Path]::Combine($folder.Path, 'events')
            if (-not [IO.Directory]::Exists($path)) { continue }
            foreach ($file in [IO.Directory]::GetFiles($path, '*.jsonl')) {
                $name = [IO.Path]::GetFileName($file)
                $texts[$name] = Read-HostText $folder "events/$name"
            }
        }
        $script:EventTexts = @($texts.Values)
    }
    return , $script:EventTexts
}

function New-LinePattern([string]$Log, [int[]]$Ids, [string[]]$Texts) {
    $name = [regex]::Escape($Log).Replace('/', '\\?/')
    $id = if ($Ids) { '(?:' + ($Ids -join '|') + ')' } else { '\d+' }
    $pattern = '^(?=[^\n]*?"log"\s*:\s*"(?i:' + $name + ')")(?=[^\n]*?"id"\s*:\s*' + $id + '\s*[,}])(?=[^\n]*?"recordId"\s*:\s*(?<r>\d+))(?=[^\n]*?"time"\s*:\s*"(?<t>[^"]+)")'
    foreach ($text in $Texts) { $pattern += '(?=[^\n]*' + $text + ')' }
    return [regex]::new($pattern + '[^\n]+', (Get-LineOptions))
}

# Compiling a pattern costs 30 ms, which pays from about a megabyte on.
function Get-LineOptions {
    $size = 0
    foreach ($text in Get-EventTexts) { $size += $text.Length }
    if ($size -gt 1MB) { return 'Multiline, Compiled, CultureInvariant' }
    return 'Multiline, CultureInvariant'
}

# The lines of one plan with their order keys, cut to the plan's times as far as whole seconds go.
function Find-EventLines($Plan) {
    $pattern = New-LinePattern $Plan.Log $Plan.Ids $Plan.Texts
    foreach ($text in Get-EventTexts) {
        $match = $pattern.Match($text)
        while ($match.Success) {
            $groups = $match.Groups
            $time = $groups['t'].Value
            if (-not ($Plan.From -and [string]::CompareOrdinal($time, 0, $Plan.From, 0, 19) -lt 0) -and
                -not ($Plan.To -and [string]::CompareOrdinal($time, 0, $Plan.To, 0, 19) -gt 0)) { $match }
            $match = $match.NextMatch()
        }
    }
}

# Streams the rows of all plans, newest first unless $Oldest. A single log goes by record number, several go by time.
function Read-EventRows($Plans, [bool]$Oldest) {
    $entries = [Collections.Generic.List[object]]::new()
    $keys = [Collections.Generic.List[string]]::new()
    foreach ($plan in $Plans) {
        foreach ($match in Find-EventLines $plan) {
            $number = $match.Groups['r'].Value.PadLeft(20, '0')
            $keys.Add($(if ($Plans.Count -gt 1) { (Format-EventTime $match.Groups['t'].Value) + $number } else { $number }))
            $entries.Add(@{ Plan = $plan; Number = [long]$match.Groups['r'].Value; Line = $match.Value })
        }
        $filler = Get-FillerRow $plan.Log
        if ($null -ne $filler) { $keys.Add($(if ($Plans.Count -gt 1) { Format-EventTime $filler.time } else { '' })); $entries.Add(@{ Plan = $plan; Number = $filler.recordId; Row = $filler }) }
    }
    $order = $entries.ToArray()
    # With the comparer as it is PowerShell would take an overload that sorts a copy.
    [array]::Sort($keys.ToArray(), $order, [Collections.IComparer][StringComparer]::Ordinal)
    if (-not $Oldest) { [array]::Reverse($order) }
    $generated = @($Plans | Where-Object { @(Get-GeneratedSpans $_.Log).Count })
    if ($generated.Count -and $Plans.Count -gt 1) { throw [NotSupportedException]::new("The generated log $($generated[0].Log) cannot be read together with others.") }
    if ($generated.Count) { Read-GeneratedLog $Plans[0] $order $Oldest; return }
    foreach ($entry in $order) { Select-StoredRow $entry }
}

# The row of an entry, if it fits its plan.
function Select-StoredRow($Entry) {
    $row = if ($null -ne $Entry.Row) { $Entry.Row } else { ConvertFrom-SimulatedJson $Entry.Line }
    if ($row.log -eq $Entry.Plan.Log -and (Test-EventRow $Entry.Plan $row)) { $row }
}

# A log that reaches further back than its simulated events has an uninteresting oldest record there.
function Get-FillerRow([string]$Log) {
    $state = Get-LogState $Log
    if ($null -eq $state -or -not $state.oldest) { return $null }
    $numbers = @(Get-LogEdges $Log)
    if ($numbers.Count -and [string]::CompareOrdinal((Format-EventTime $state.oldest), (Format-EventTime $numbers[0].Time)) -ge 0) { return $null }
    return [pscustomobject]@{
        log = $Log; provider = 'SimulatedWindows'; id = 0; version = 0; level = 4; recordId = [Math]::Max(1, $(if ($numbers.Count) { $numbers[0].Record - 1 } else { 1 }))
        time = $state.oldest; computer = $script:Computer.computer; pid = 4; data = $null; message = 'The oldest record of this log.'
    }
}
