# Logs of millions of records that are computed instead of stored:
#   logs.json {"Security": {"generated": [{"from": …, "to": …, "records": 4700000}, …], "readsPerSecond": 20000}}
# Records are numbered from "firstRecord" (1) through all spans, evenly in time; a stored event takes the place of the
# generated one with its number. Reading costs time, as it does on Windows: every record between the bounds of a query is
# passed over at readsPerSecond, whether it fits or not. Records outside the bounds cost nothing.

$script:GeneratedIds = 4624, 4672, 4688, 4689, 4634

# @{ First; Count; From; Step } of each span: number of its first record, how many, ticks of the first, ticks between two.
$script:GeneratedSpans = @{}
function Get-GeneratedSpans([string]$Log) {
    if ($script:GeneratedSpans.ContainsKey($Log)) { return $script:GeneratedSpans[$Log] }
    $state = Get-LogState $Log
    $spans = @()
    $number = if ($state.firstRecord) { [long]$state.firstRecord } else { [long]1 }
    foreach ($span in @($state.generated | Where-Object { $null -ne $_ })) {
        $from = (ConvertTo-SimulatedTime $span.from).ToUniversalTime().Ticks
        $step = [long][Math]::Floor(((ConvertTo-SimulatedTime $span.to).ToUniversalTime().Ticks - $from) / $span.records)
        $spans += @{ First = $number; Count = [long]$span.records; From = $from; Step = $step }
        $number += $span.records
    }
    $script:GeneratedSpans[$Log] = $spans
    return $spans
}

function Get-GeneratedTime([hashtable]$Span, [long]$Number) {
    return [datetime]::new($Span.From + ($Number - $Span.First) * $Span.Step, 'Utc').ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

# First and last number of a span between the bounds of a plan, which are whole seconds.
function Get-SpanRange([hashtable]$Span, $Plan) {
    $low = $Span.First; $high = $Span.First + $Span.Count - 1
    if ($Plan.From) { $low = [Math]::Max($low, $Span.First + [long][Math]::Ceiling(((ConvertTo-SimulatedTime ($Plan.From + 'Z')).ToUniversalTime().Ticks - $Span.From) / $Span.Step)) }
    if ($Plan.To) { $high = [Math]::Min($high, $Span.First + [long][Math]::Floor(((ConvertTo-SimulatedTime ($Plan.To + 'Z')).ToUniversalTime().Ticks + 9999999 - $Span.From) / $Span.Step)) }
    return $low, $high
}

# Streams the rows of a plan, stored ones ($Stored, in reading order) at their place among the generated ones.
function Read-GeneratedLog($Plan, [object[]]$Stored, [bool]$Oldest) {
    $rate = [double](Get-LogState $Plan.Log).readsPerSecond
    $spans = @(Get-GeneratedSpans $Plan.Log)
    $step = 1
    if (-not $Oldest) { [array]::Reverse($spans); $step = -1 }
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $read = 0; $next = 0; $taken = -1
    $due = if ($Stored.Count) { $Stored[0].Number }
    foreach ($span in $spans) {
        $low, $high = Get-SpanRange $span $Plan
        $number = if ($Oldest) { $low } else { $high }
        for (; $number -ge $low -and $number -le $high; $number += $step) {
            while ($null -ne $due -and $due * $step -le $number * $step) {
                Select-StoredRow $Stored[$next]
                $next++; $taken = $due
                $due = if ($next -lt $Stored.Count) { $Stored[$next].Number }
            }
            if ((++$read % 500) -eq 0) { Wait-Reading $clock $read $rate }
            if ($taken -eq $number) { continue }
            $id = $script:GeneratedIds[$number % 5]
            if ($null -ne $Plan.Ids -and $Plan.Ids -notcontains $id) { continue }
            $values = New-GeneratedValues $id $number
            if (-not (Test-PlanTexts $Plan $values)) { continue }
            $row = New-GeneratedRow $Plan.Log $id $number (Get-GeneratedTime $span $number) $values
            if (Test-EventRow $Plan $row) { $row }
        }
    }
    Wait-Reading $clock $read $rate
    for (; $next -lt $Stored.Count; $next++) { Select-StoredRow $Stored[$next] }
}

function Wait-Reading([Diagnostics.Stopwatch]$Clock, [long]$Read, [double]$Rate) {
    if ($Rate -le 0) { return }
    $ahead = $Read / $Rate * 1000 - $Clock.ElapsedMilliseconds
    # In small pieces, so that a process that is to end does not sleep on.
    while ($ahead -gt 0) { [Threading.Thread]::Sleep([int][Math]::Min(200, $ahead + 1)); $ahead = $Read / $Rate * 1000 - $Clock.ElapsedMilliseconds }
}

function Test-PlanTexts($Plan, [object[]]$Values) {
    foreach ($pattern in $Plan.Texts) { if ("$Values" -notmatch $pattern) { return $false } }
    return $true
}

# What differs from record to record: account, logon id, process id. Only these can be what a filter looks for.
function New-GeneratedValues([int]$Id, [long]$Number) {
    return "user$($Number % 900)", ('0x{0:x}' -f (0x10000000 + $Number)), ('0x{0:x}' -f (4096 + 4 * ($Number % 4000)))
}

function New-GeneratedRow([string]$Log, [int]$Id, [long]$Number, [string]$Time, [object[]]$Values) {
    $name, $logon, $process = $Values
    $subject = [ordered]@{ SubjectUserSid = 'S-1-5-21-1-2-3-1104'; SubjectUserName = $name; SubjectDomainName = 'CONTOSO'; SubjectLogonId = $logon }
    $more = switch ($Id) {
        4624 {
            [ordered]@{
                TargetUserSid = 'S-1-5-21-1-2-3-1104'; TargetUserName = $name; TargetDomainName = 'CONTOSO'; TargetLogonId = $logon; LogonType = '3'
                LogonProcessName = 'Kerberos'; AuthenticationPackageName = 'Kerberos'; WorkstationName = '-'; LogonGuid = '{00000000-0000-0000-0000-000000000000}'
                TransmittedServices = '-'; LmPackageName = '-'; KeyLength = '0'; ProcessId = '0x0'; ProcessName = '-'; IpAddress = '192.0.2.99'; IpPort = '0'
                ImpersonationLevel = '%%1833'; RestrictedAdminMode = '-'; TargetOutboundUserName = '-'; TargetOutboundDomainName = '-'
                VirtualAccount = '%%1843'; TargetLinkedLogonId = '0x0'; ElevatedToken = '%%1843'
            }
        }
        4688 {
            [ordered]@{
                NewProcessId = $process; NewProcessName = 'C:\Windows\System32\conhost.exe'; TokenElevationType = '%%1936'; ProcessId = '0x2dc'; CommandLine = ''
                TargetUserSid = 'S-1-0-0'; TargetUserName = '-'; TargetDomainName = '-'; TargetLogonId = '0x0'
                ParentProcessName = 'C:\Windows\System32\services.exe'; MandatoryLabel = 'S-1-16-16384'
            }
        }
        default { [ordered]@{} }
    }
    foreach ($key in $more.Keys) { $subject[$key] = $more[$key] }
    return [pscustomobject]@{
        log = $Log; provider = 'Microsoft-Windows-Security-Auditing'; id = $Id; version = $(if ($Id -in 4624, 4688) { 2 } else { 0 }); level = 0
        recordId = $Number; time = $Time; computer = $script:Computer.computer; pid = 4; data = [pscustomobject]$subject
    }
}
