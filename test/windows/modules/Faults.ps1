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

# Plays the faults of a call. Returns 'denied' or 'flood' where the cmdlet itself has to act, else nothing.
function Invoke-SimulatedFault([string]$Cmdlet, [hashtable]$Call = @{}) {
    foreach ($fault in @(Find-SimulatedFault $Cmdlet $Call)) {
        switch ($fault.fault) {
            'hang' { while ($true) { [Threading.Thread]::Sleep(200) } }
            'slow' { [Threading.Thread]::Sleep([int]$fault.ms) }
            'throw' { throw [InvalidOperationException]::new("simulated failure of $Cmdlet") }
            # What a native program prints goes to stdout past PowerShell's streams.
            'noise' { [Console]::Out.WriteLine("native noise from $Cmdlet"); [Console]::Out.Flush() }
            'exit' { exit 3 }
            'kill' { [Diagnostics.Process]::GetCurrentProcess().Kill(); while ($true) { [Threading.Thread]::Sleep(200) } }
            default { $fault.fault }
        }
    }
}

# Access denied as the cmdlets report it.
function New-DeniedError([string]$Activity, $Target, [string]$Id = 'System.UnauthorizedAccessException', [string]$Message = 'Attempted to perform an unauthorized operation.') {
    return New-SimulatedError ([UnauthorizedAccessException]::new($Message)) $Id PermissionDenied $Target $Activity
}
