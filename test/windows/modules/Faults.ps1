# faults.json: what goes wrong on this host, and where. Every simulated cmdlet asks here first.

$script:Faults = @()

function Read-SimulatedFaults {
    $script:Faults = @(Read-SimulatedJson 'faults.json' | ForEach-Object { $_ } | Where-Object { $null -ne $_ })
    foreach ($fault in $script:Faults) {
        if ($fault.fault -notin 'denied', 'hang', 'slow', 'throw', 'flood', 'noise', 'exit', 'kill') { throw "faults.json: unknown fault '$($fault.fault)'" }
    }
}

# The faults that hit this call: same cmdlet, and every further field of the fault (log, class, path, name) fits.
function Find-SimulatedFault([string]$Cmdlet, [hashtable]$Call) {
    foreach ($fault in $script:Faults) {
        if ($fault.cmdlet -ne $Cmdlet) { continue }
        $hit = $true
        foreach ($field in 'log', 'class', 'path', 'name') {
            if ($null -eq $fault.$field) { continue }
            if (-not @($Call[$field] | Where-Object { $_ -like $fault.$field })) { $hit = $false }
        }
        if ($hit) { $fault }
    }
}

# Plays the faults of a call. Returns 'denied', 'flood' or 'timeout' where the cmdlet itself has to act, else nothing. A call
# that has a timeout of its own ($Call.timeout, seconds) does not hang for longer.
function Invoke-SimulatedFault([string]$Cmdlet, [hashtable]$Call = @{}) {
    foreach ($fault in @(Find-SimulatedFault $Cmdlet $Call)) {
        switch ($fault.fault) {
            'hang' {
                $clock = [Diagnostics.Stopwatch]::StartNew()
                while (-not $Call.timeout -or $clock.Elapsed.TotalSeconds -lt $Call.timeout) { [Threading.Thread]::Sleep(200) }
                'timeout'
            }
            'slow' { [Threading.Thread]::Sleep([int]$fault.ms) }
            'throw' { throw [InvalidOperationException]::new("simulated failure of $Cmdlet") }
            'noise' { Write-Noise $fault }
            'exit' { exit 3 }
            'kill' { [Diagnostics.Process]::GetCurrentProcess().Kill(); while ($true) { [Threading.Thread]::Sleep(200) } }
            default { $fault.fault }
        }
    }
}

# What a native program prints goes to stdout past PowerShell's streams, and need not end its line.
function Write-Noise($Fault) {
    $text = if ($null -ne $Fault.text) { $Fault.text } else { "native noise from $($Fault.cmdlet)`n" }
    [Console]::Out.Write($text)
    [Console]::Out.Flush()
}

# Rows of a cmdlet with its faults: the same rows without end for "flood", printed text between them for "noise".
function Write-FaultyRows([object[]]$Rows, [string]$Cmdlet, [hashtable]$Call, [bool]$Endless) {
    $noise = @(Find-SimulatedFault $Cmdlet $Call | Where-Object { $_.fault -eq 'noise' })
    do {
        foreach ($row in $Rows) {
            foreach ($fault in $noise) { Write-Noise $fault }
            $row
        }
    } while ($Endless -and $Rows.Count)
}

# Access denied as the cmdlets report it.
function New-DeniedError([string]$Activity, $Target, [string]$Id = 'System.UnauthorizedAccessException', [string]$Message = 'Attempted to perform an unauthorized operation.') {
    return New-SimulatedError ([UnauthorizedAccessException]::new($Message)) $Id PermissionDenied $Target $Activity
}
