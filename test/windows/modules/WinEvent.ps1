# Get-WinEvent.

function Microsoft.PowerShell.Commands.GetWinEventCommand {
    [CmdletBinding(DefaultParameterSetName = 'GetLogSet')]
    [Alias('Get-WinEvent')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'GetLogSet', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$LogName,
        [Parameter(Position = 0, Mandatory, ParameterSetName = 'HashQuerySet')][hashtable[]]$FilterHashtable,
        [Parameter(Position = 0, Mandatory, ParameterSetName = 'XmlQuerySet')][xml]$FilterXml,
        [Parameter(Position = 0, Mandatory, ParameterSetName = 'ListLogSet')][AllowEmptyCollection()][string[]]$ListLog,
        [Parameter(Mandatory, ParameterSetName = 'ListProviderSet')][string[]]$ListProvider,
        [Parameter(Mandatory, ParameterSetName = 'GetProviderSet')][string[]]$ProviderName,
        [Parameter(Mandatory, ParameterSetName = 'FileSet')][string]$Path,
        [Parameter(ParameterSetName = 'GetLogSet')][Parameter(ParameterSetName = 'GetProviderSet')][Parameter(ParameterSetName = 'FileSet')][string]$FilterXPath,
        [long]$MaxEvents = [long]::MaxValue, [switch]$Oldest, [switch]$Force, [string]$ComputerName
    )
    process {
        if ($ListLog) { Get-ListedLogs $ListLog $PSCmdlet; return }
        if ($ListProvider) { Get-ListedProviders $ListProvider $PSCmdlet; return }
        try {
            $plans = @(
                switch ($PSCmdlet.ParameterSetName) {
                    'HashQuerySet' { foreach ($table in $FilterHashtable) { Assert-LogExists @($table['LogName']) $PSCmdlet; ConvertTo-TablePlans $table } }
                    'XmlQuerySet' { ConvertTo-XmlPlans $FilterXml }
                    'FileSet' { ConvertTo-XPathPlan (Get-LogOfFile $Path) $FilterXPath }
                    'GetProviderSet' { foreach ($log in @(Get-ProviderLogs $ProviderName)) { $plan = ConvertTo-XPathPlan $log $FilterXPath; Add-TableTest $plan 'ProviderName' $ProviderName; $plan } }
                    default { $names = if ($LogName) { $LogName } else { '*' }; Assert-LogExists $names $PSCmdlet; foreach ($log in @(Resolve-EventLog $names)) { ConvertTo-XPathPlan $log $FilterXPath } }
                }
            )
        } catch [ArgumentException] {
            $exception = [Exception]::new($_.Exception.Message)
            $PSCmdlet.WriteError((New-SimulatedError $exception 'System.Diagnostics.Eventing.Reader.EventLogException' NotSpecified $null 'Get-WinEvent'))
            return
        }
        $readable = @(foreach ($plan in $plans) { if (-not (Test-LogDenied $plan.Log $PSCmdlet)) { $plan } })
        if (-not $readable.Count) { if (-not $plans.Count -and $PSCmdlet.ParameterSetName -eq 'GetProviderSet') { Write-NoProvider $ProviderName $PSCmdlet }; return }
        $faults = @(foreach ($plan in $readable) { Invoke-SimulatedFault 'Get-WinEvent' @{ log = $plan.Log } })
        if ($faults -contains 'flood') { Write-EventFlood $readable[0].Log; return }
        $count = 0
        Read-EventRows $readable $Oldest.IsPresent | Select-Object -First ([int][Math]::Min($MaxEvents, [int]::MaxValue)) |
            ForEach-Object { $count++; New-EventRecord $_ }
        if ($count -eq 0) {
            $exception = [Exception]::new('No events were found that match the specified selection criteria.')
            $PSCmdlet.WriteError((New-SimulatedError $exception 'NoMatchingEventsFound' ObjectNotFound $null 'Get-WinEvent'))
        }
    }
}

# The log whose file lies at a path below Windows' log folder, registered or not.
function Get-LogOfFile([string]$Path) {
    $name = ($Path -split '\\')[-1] -replace '\.evtx$', '' -replace '%4', '/'
    $found = @((Get-LogCounts).Keys) | Where-Object { $_ -eq $name } | Select-Object -First 1
    if (-not $found) { throw [ArgumentException]::new("The file $Path is no event log.") }
    $found
}

# A name without wildcards that no log has is an error; the call continues with the others.
function Assert-LogExists([string[]]$Name, $Cmdlet) {
    foreach ($one in $Name) {
        if (-not $one -or @(Resolve-EventLog $one)) { continue }
        $exception = [Exception]::new("There is not an event log on the localhost computer that matches ""$one"".")
        $Cmdlet.WriteError((New-SimulatedError $exception 'NoMatchingLogsFound' ObjectNotFound $one 'Get-WinEvent'))
    }
}

# logs.json {"denied": true}, or a fault for this log: the error is written here. {"denied": "information"} is the other
# form seen on Windows, where the log's own description may not be read either and the log then counts as not found.
function Test-LogDenied([string]$Log, $Cmdlet) {
    $denied = (Get-LogState $Log).denied
    $fault = @(Find-SimulatedFault 'Get-WinEvent' @{ log = $Log } | Where-Object { $_.fault -eq 'denied' }).Count -gt 0
    if (-not $denied -and -not $fault) { return $false }
    if ([string]$denied -eq 'information') {
        $exception = [Exception]::new("Could not retrieve information about the $Log log. Error: Attempted to perform an unauthorized operation..", [UnauthorizedAccessException]::new())
        $Cmdlet.WriteError((New-SimulatedError $exception 'LogInfoUnavailable' NotSpecified $null 'Get-WinEvent'))
        $missing = [Exception]::new("There is not an event log on the localhost computer that matches ""$Log"".")
        $Cmdlet.WriteError((New-SimulatedError $missing 'NoMatchingLogsFound' ObjectNotFound $Log 'Get-WinEvent'))
    } else {
        $Cmdlet.WriteError((New-DeniedError 'Get-WinEvent' $Log))
    }
    return $true
}

function Get-ListedLogs([string[]]$Name, $Cmdlet) {
    Assert-LogExists $Name $Cmdlet
    foreach ($log in @(Resolve-EventLog $Name)) {
        if ([string](Get-LogState $log).denied -eq 'information') { $null = Test-LogDenied $log $Cmdlet; continue }
        New-LogObject $log
    }
}

function Get-ListedProviders([string[]]$Name, $Cmdlet) {
    foreach ($one in $Name) {
        $logs = @(Get-ProviderLogs $one)
        if ($logs) { New-TypedObject ([ordered]@{ PSTypeName = 'System.Diagnostics.Eventing.Reader.ProviderMetadata'; Name = $one; LogLinks = @($logs | ForEach-Object { [pscustomobject]@{ LogName = $_ } }) }) }
        else { Write-NoProvider $one $Cmdlet }
    }
}

function Write-NoProvider([string[]]$Name, $Cmdlet) {
    $exception = [Exception]::new("There is not an event provider on the localhost computer that matches ""$Name"".")
    $Cmdlet.WriteError((New-SimulatedError $exception 'NoMatchingProvidersFound' ObjectNotFound $Name 'Get-WinEvent'))
}

function Write-EventFlood([string]$Log) {
    for ($i = 1; $true; $i++) {
        New-EventRecord ([pscustomobject]@{ log = $Log; provider = 'SimulatedWindows'; id = 1; recordId = $i; time = $script:Computer.now; computer = $script:Computer.computer; data = @('x' * 200) })
    }
}
