# Which logs exist and what is known of them: logs.json, and the events themselves.

# Log name -> number of simulated events.
$script:LogCounts = $null
function Get-LogCounts {
    if ($null -ne $script:LogCounts) { return , $script:LogCounts }
    $script:LogCounts = [Collections.Generic.SortedDictionary[string, int]]::new([StringComparer]::OrdinalIgnoreCase)
    $pattern = [regex]::new('^[^\n]*?"log"\s*:\s*"(?<l>[^"]+)"', (Get-LineOptions))
    foreach ($text in Get-EventTexts) {
        $match = $pattern.Match($text)
        while ($match.Success) {
            $log = $match.Groups['l'].Value.Replace('\/', '/')
            $script:LogCounts[$log] = 1 + $(if ($script:LogCounts.ContainsKey($log)) { $script:LogCounts[$log] } else { 0 })
            $match = $match.NextMatch()
        }
    }
    $stated = Read-SimulatedJson 'logs.json'
    if ($null -ne $stated) { foreach ($property in $stated.PSObject.Properties) { if (-not $script:LogCounts.ContainsKey($property.Name)) { $script:LogCounts[$property.Name] = 0 } } }
    return , $script:LogCounts
}

function Get-LogState([string]$Log) {
    $stated = Read-SimulatedJson 'logs.json'
    if ($null -ne $stated -and $null -ne $stated.PSObject.Properties[$Log]) { return $stated.$Log }
}

# The existing logs that the names or patterns mean. One that is "unregistered" has nothing but its file.
function Resolve-EventLog([string[]]$Name) {
    $all = @((Get-LogCounts).Keys | Where-Object { -not (Get-LogState $_).unregistered })
    foreach ($one in $Name) { $all | Where-Object { $_ -like $one } }
}

# Logs in which a provider has written here.
function Get-ProviderLogs([string[]]$Provider) {
    $found = [Collections.Generic.SortedSet[string]]::new([StringComparer]::OrdinalIgnoreCase)
    $pattern = [regex]::new('^(?=[^\n]*?"log"\s*:\s*"(?<l>[^"]+)")(?=[^\n]*?"provider"\s*:\s*"(?<p>[^"]+)")', (Get-LineOptions))
    foreach ($text in Get-EventTexts) {
        $match = $pattern.Match($text)
        while ($match.Success) {
            foreach ($one in $Provider) { if ($match.Groups['p'].Value -like $one) { $null = $found.Add($match.Groups['l'].Value) } }
            $match = $match.NextMatch()
        }
    }
    return $found
}

# First and last record of a log: number and time. Nothing for a log without events.
function Get-LogEdges([string]$Log) {
    $first = $null; $last = $null
    foreach ($match in Find-EventLines (New-EventPlan $Log)) {
        $record = [long]$match.Groups['r'].Value
        if ($null -eq $first -or $record -lt $first.Record) { $first = @{ Record = $record; Time = $match.Groups['t'].Value } }
        if ($null -eq $last -or $record -gt $last.Record) { $last = @{ Record = $record; Time = $match.Groups['t'].Value } }
    }
    foreach ($span in Get-GeneratedSpans $Log) {
        $end = $span.First + $span.Count - 1
        if ($null -eq $first -or $span.First -lt $first.Record) { $first = @{ Record = $span.First; Time = Get-GeneratedTime $span $span.First } }
        if ($null -eq $last -or $end -gt $last.Record) { $last = @{ Record = $end; Time = Get-GeneratedTime $span $end } }
    }
    if ($null -ne $first) { $first; $last }
}

function New-LogObject([string]$Log) {
    $state = Get-LogState $Log
    $edges = @(Get-LogEdges $Log)
    $filler = Get-FillerRow $Log
    $count = (Get-LogCounts)[$Log] + $(if ($null -ne $filler) { 1 } else { 0 })
    # Stored events take the places of generated ones.
    $spans = @(Get-GeneratedSpans $Log)
    if ($spans.Count) { $count = 0; foreach ($span in $spans) { $count += $span.Count } }
    $oldest = if ($null -ne $filler) { $filler.recordId } elseif ($edges.Count) { $edges[0].Record }
    # The files hold an excerpt: the records between the first and the last are there as well, but for `missing`.
    if ($edges.Count -and -not $spans.Count) { $count = $edges[1].Record - $oldest + 1 - [long]$state.missing }
    $maximum = if ($null -ne $state.maximumSizeInBytes) { [long]$state.maximumSizeInBytes } else { [long]20971520 }
    return New-TypedObject ([ordered]@{
        PSTypeName = 'System.Diagnostics.Eventing.Reader.EventLogConfiguration'
        LogName = $Log; IsEnabled = $state.enabled -ne $false; LogMode = $(if ($state.logMode) { $state.logMode } else { 'Circular' })
        MaximumSizeInBytes = $maximum; FileSize = $(if ($null -ne $state.fileSize) { [long]$state.fileSize } else { [long]69632 })
        RecordCount = [long]$(if ($null -ne $state.recordCount) { $state.recordCount } else { $count })
        OldestRecordNumber = [long]$oldest; IsLogFull = $false
        LastWriteTime = $(if ($edges.Count) { ConvertTo-SimulatedTime $edges[1].Time }); LastAccessTime = Get-SimulatedNow
        LogFilePath = '%SystemRoot%\System32\Winevt\Logs\' + $Log.Replace('/', '%4') + '.evtx'
        IsClassicLog = $Log -notlike '*/*'; LogType = $(if ($Log -in 'System', 'Security', 'Application') { 'Administrative' } else { 'Operational' })
        LogIsolation = $(if ($Log -in 'Security', 'System') { $Log } else { 'Application' }); ProviderNames = @()
    })
}
