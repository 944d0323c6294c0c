# From -FilterHashtable, -FilterXPath and -FilterXml to one plan: @{ Log; Ids; From; To; Texts; XPath; Tests }.
# Ids, From, To and Texts only narrow what is read (a wider plan is never wrong); Tests and XPath decide.

function New-EventPlan([string]$Log) { return @{ Log = $Log; Ids = $null; From = $null; To = $null; Texts = @(); XPath = $null; Tests = @() } }

# A line can only fit if one of these values stands in it. Values that JSON might write in another way say nothing.
function Add-PlanText($Plan, [string[]]$Values) {
    foreach ($value in $Values) { if ($value -cnotmatch '^[A-Za-z0-9 ._:@$-]+$') { return } }
    $Plan.Texts += '(?i:' + (@($Values | ForEach-Object { [regex]::Escape($_) }) -join '|') + ')'
}

# One plan per log that the table names. Keys that are not of the event header are names of EventData fields.
function ConvertTo-TablePlans([hashtable]$Table) {
    foreach ($key in $Table.Keys) { if ($null -eq $Table[$key] -and $key -notlike 'Suppress*') { throw [ArgumentException]::new("A null value was encountered in the $key hash table key.") } }
    foreach ($log in @(Get-TableLogs $Table)) {
        $plan = New-EventPlan $log
        foreach ($key in $Table.Keys) { Add-TableTest $plan $key @($Table[$key]) }
        $plan
    }
}

function Get-TableLogs([hashtable]$Table) {
    if ($Table.ContainsKey('LogName')) { return Resolve-EventLog @($Table['LogName']) }
    if ($Table.ContainsKey('ProviderName')) { return Get-ProviderLogs @($Table['ProviderName']) }
    throw [ArgumentException]::new('The parameter is incorrect: at least one of LogName, ProviderName and Path is required in a filter.')
}

function Add-TableTest($Plan, [string]$Key, [object[]]$Values) {
    switch ($Key) {
        'LogName' { }
        'ProviderName' { $Plan.Tests += { param($row) foreach ($v in $Values) { if ($row.provider -like $v) { return $true } }; $false }.GetNewClosure() }
        'Id' { $Plan.Ids = [int[]]$Values; $ids = [int[]]$Values; $Plan.Tests += { param($row) $ids -contains $row.id }.GetNewClosure() }
        'Level' { $levels = [int[]]$Values; $Plan.Tests += { param($row) $levels -contains [int]$row.level }.GetNewClosure() }
        'UserID' { $sids = [string[]]$Values; $Plan.Tests += { param($row) $sids -contains $row.userSid }.GetNewClosure() }
        'Keywords' { $mask = [long]0; foreach ($v in $Values) { $mask = $mask -bor [long]$v }; $read = ${function:ConvertTo-Keywords}; $Plan.Tests += { param($row) ((& $read $row.keywords) -band $mask) -ne 0 }.GetNewClosure() }
        'StartTime' { Add-TimeTest $Plan 'From' ([datetime]$Values[0]) }
        'EndTime' { Add-TimeTest $Plan 'To' ([datetime]$Values[0]) }
        'Data' { $Plan.Tests += { param($row) $all = @(if ($row.data -is [array]) { $row.data } elseif ($null -ne $row.data) { $row.data.PSObject.Properties.Value }); foreach ($v in $Values) { if ($all -contains [string]$v) { return $true } }; $false }.GetNewClosure() }
        'Path' { throw [NotSupportedException]::new('The simulated Windows has no saved event logs.') }
        { $_ -like 'SuppressHashFilter' } { }
        default { $name = $Key; Add-PlanText $Plan $Values; $Plan.Tests += { param($row) if ($null -eq $row.data -or $row.data -is [array]) { return $false }; foreach ($v in $Values) { if ([string]$row.data.$name -eq [string]$v) { return $true } }; $false }.GetNewClosure() }
    }
}

function Add-TimeTest($Plan, [string]$Side, [datetime]$Bound) {
    $utc = $Bound.ToUniversalTime()
    $Plan[$Side] = $utc.ToString('yyyy-MM-ddTHH:mm:ss', [Globalization.CultureInfo]::InvariantCulture)
    $milliseconds = ($utc - [datetime]::UnixEpoch).TotalMilliseconds
    $epoch = ${function:Get-EpochMilliseconds}
    if ($Side -eq 'From') { $Plan.Tests += { param($row) (& $epoch $row.time) -ge $milliseconds }.GetNewClosure() }
    else { $Plan.Tests += { param($row) (& $epoch $row.time) -le $milliseconds }.GetNewClosure() }
}

function ConvertTo-XPathPlan([string]$Log, [string]$XPath) {
    $plan = New-EventPlan $Log
    if ($XPath -eq '*' -or -not $XPath) { return $plan }
    Assert-EventXPath $XPath
    # Ids, bounds and values narrow the reading only where every condition must hold, or where the choices between values
    # are all there is of EventData.
    $one = "Data\[@Name\s*=\s*(?:'[^']*'|""[^""]*"")\]\s*=\s*(?:'(?<v>[^']*)'|""(?<v>[^""]*)"")"
    $group = [regex]::Match($XPath, "EventData\s*\[\s*$one(?:\s+or\s+$one)*\s*\]")
    $rest = if ($group.Success) { $XPath.Remove($group.Index, $group.Length).Insert($group.Index, 'data') } else { $XPath }
    if ($rest -notmatch '!=' -and (Remove-IdChoices $rest) -notmatch '\bor\b') {
        $plan.Ids = Get-XPathIds $rest
        if ($group.Success) { Add-PlanText $plan @($group.Groups['v'].Captures | ForEach-Object { $_.Value }) }
        foreach ($match in [regex]::Matches($rest, $one)) { Add-PlanText $plan $match.Groups['v'].Value }
        foreach ($match in [regex]::Matches($rest, '@SystemTime\s*(?<op>[<>])=?\s*[''"](?<t>[^''"]{19})')) {
            $plan[$(if ($match.Groups['op'].Value -eq '>') { 'From' } else { 'To' })] = $match.Groups['t'].Value
        }
    }
    $plan.XPath = ConvertTo-SearchExpression $XPath
    return $plan
}

# What Windows takes of XPath 1.0: comparisons with and/or, no other functions than these, not more than 20 of them.
function Assert-EventXPath([string]$XPath) {
    $bare = [regex]::Replace($XPath, "'[^']*'|""[^""]*""", "''")
    $called = @([regex]::Matches($bare, '([A-Za-z][\w-]*)\s*\(') | ForEach-Object { $_.Groups[1].Value } | Where-Object { $_ -notin 'and', 'or', 'timediff', 'position' })
    $comparisons = [regex]::Matches($bare, '[<>]=?|!=|(?<![<>!])=').Count
    if ($called.Count -or $comparisons -gt 20) { throw [ArgumentException]::new('The specified query is invalid') }
}

# "EventID=1 or EventID=2" in an expression of nothing but ANDs: these ids, else all.
function Get-XPathIds([string]$XPath) {
    if ($XPath -match 'EventID\s*[<>]') { return $null }
    $group = [regex]::Match($XPath, 'EventID\s*=\s*\d+(\s+or\s+EventID\s*=\s*\d+)*')
    if (-not $group.Success) { return $null }
    return [int[]]@([regex]::Matches($group.Value, '\d+') | ForEach-Object { $_.Value })
}

# Choices between ids, and text in quotes, are no reason to read everything.
function Remove-IdChoices([string]$XPath) {
    $bare = [regex]::Replace($XPath, "'[^']*'|""[^""]*""", "''")
    return [regex]::Replace($bare, 'EventID\s*=\s*\d+(\s+or\s+EventID\s*=\s*\d+)*', 'ids')
}

# Times become numbers, timediff(@SystemTime) the distance from the simulated present, keyword masks a plain test.
function ConvertTo-SearchExpression([string]$XPath) {
    $text = [regex]::Replace($XPath, '(?<left>@SystemTime\s*(?:[<>]=?|!?=)\s*)[''"](?<t>[^''"]+)[''"]', {
            param($m) $m.Groups['left'].Value + (Get-EpochMilliseconds $m.Groups['t'].Value).ToString([Globalization.CultureInfo]::InvariantCulture)
        })
    $now = (Get-EpochMilliseconds $script:Computer.now).ToString([Globalization.CultureInfo]::InvariantCulture)
    $text = [regex]::Replace($text, 'timediff\s*\(\s*@SystemTime\s*\)', "($now - @SystemTime)")
    try { return [Xml.XPath.XPathExpression]::Compile($text) }
    catch { throw [ArgumentException]::new('The specified query is invalid') }
}

# -FilterXml: each Select of a QueryList is a plan; Suppress is not simulated.
function ConvertTo-XmlPlans([xml]$Query) {
    foreach ($select in $Query.SelectNodes('/QueryList/Query/Select')) {
        $log = $select.GetAttribute('Path')
        if (-not $log) { $log = $select.ParentNode.GetAttribute('Path') }
        foreach ($name in @(Resolve-EventLog $log)) { ConvertTo-XPathPlan $name $select.InnerText }
    }
}

function Test-EventRow($Plan, $Row) {
    foreach ($test in $Plan.Tests) { if (-not (& $test $Row)) { return $false } }
    if ($null -eq $Plan.XPath) { return $true }
    $document = [Xml.XPath.XPathDocument]::new([IO.StringReader]::new((Remove-InvalidXml (ConvertTo-EventXml $Row -Searchable))))
    return $null -ne $document.CreateNavigator().SelectSingleNode($Plan.XPath)
}

# Hostile data may hold characters that XML cannot; for a search they are question marks.
function Remove-InvalidXml([string]$Xml) { return [regex]::Replace($Xml, '[^\t\r\n\x20-\uD7FF\uE000-\uFFFD]', '?') }
