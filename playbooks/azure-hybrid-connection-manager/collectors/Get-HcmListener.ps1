<#
.SYNOPSIS
Finds relay listeners and other tunnel programs that are no service: as a plain process, or as the action of a scheduled
task.
.DESCRIPTION
Reads Win32_Process and the scheduled tasks. A program counts by its file name, by the original name in its version
resource, by a hybridConnections section in the .config beside it, by the commands library of the classic generation in
its folder (where it has no original name of its own), or by its command line. Files are opened once each, and not below
System32, SysWOW64 and WinSxS, whose programs are compared by name. A task's author and date are what its creator wrote;
the times and the owner of its definition file are the system's. Without elevation the paths and command lines of other
accounts' processes are missing.
.PARAMETER ExceptProcessId
Processes to leave out: those of services, which Get-HcmService.ps1 gives.
.PARAMETER Tunnel
File names of other tunnel programs, wildcards allowed.
.EXAMPLE
.\Get-HcmListener.ps1 -Tunnel 'some-tunnel*.exe' | Format-List
.OUTPUTS
One object a process or task: kind (process, task), generation (classic, v2, azbridge; null for another tunnel), tool,
recognisedBy, name, path, arguments, processId, created, account; of a task also state, author, date, triggers, hidden,
definedAt, definitionOwner, lastRun, lastResult; then facts of the program file. Times are UTC, ISO-8601.
#>
[CmdletBinding()]
param(
    [long[]]$ExceptProcessId = @(),
    [string[]]$Tunnel = @()
)

# The program's file name, which is the original name, too (a single-file .NET program keeps that of its library).
$programs = @(
    @{ generation = 'classic'; stem = 'Microsoft.HybridConnectionManager.Listener' }
    @{ generation = 'v2'; stem = 'HybridConnectionManagerService' }
    @{ generation = 'azbridge'; stem = 'azbridge' }
)
$commandsLibrary = 'Microsoft.HybridConnectionManager.Commands.dll'
$systemFolders = "^$([regex]::Escape($env:SystemRoot))\\(System32|SysWOW64|WinSxS)\\"
$fields = 'kind', 'generation', 'tool', 'recognisedBy', 'name', 'path', 'arguments', 'processId', 'created', 'account',
'state', 'author', 'date', 'triggers', 'hidden', 'definedAt', 'definitionOwner', 'lastRun', 'lastResult', 'fileExists',
'fileCreated', 'fileOwner', 'sha256', 'signatureStatus', 'signer', 'originalFilename'

# What these programs are given a key or token with; -k means something else to others.
function Hide-Token([string]$Text) {
    (Hide-Secret $Text) -creplace '(?<=^|\s)(-k|--?authtoken|--?token)([ =]+)\S+', '$1$2[redacted]'
}

# The original name and the configuration beside a program, each program once.
$traits = @{}
function Get-Trait([string]$Path) {
    if (-not $Path -or $Path -match $systemFolders) { return @{} }
    if ($traits.ContainsKey($Path)) { return $traits[$Path] }
    $seen = @{}
    $file = Get-Item -LiteralPath $Path -Force -ErrorAction SilentlyContinue
    if ($file -and -not $file.PSIsContainer) {
        $seen.original = $file.VersionInfo.OriginalFilename
        $config = Get-Item -LiteralPath "$Path.config" -Force -ErrorAction SilentlyContinue
        if ($config -and $config.Length -lt 1MB) {
            $text = [string](Get-Content -LiteralPath "$Path.config" -Raw -ErrorAction SilentlyContinue)
            $seen.section = $text -match '<hybridConnections[\s>/]'
        }
        if (-not $seen.original) {
            $seen.library = Test-Path -LiteralPath (($Path -replace '(?<![^\\])[^\\]+$', '') + $commandsLibrary)
        }
    }
    $traits[$Path] = $seen
    $seen
}

# Which generation or tunnel a program is, and by what that is known; null where it is none.
function Get-Kind([string]$Path, [string]$Name, [string]$CommandLine) {
    $leaf = ($Path -split '\\')[-1]
    if (-not $leaf) { $leaf = $Name }
    $trait = Get-Trait $Path
    $by, $generation, $tool = @(), $null, $null
    foreach ($program in $programs) {
        $own = @()
        if ($leaf -match "^$([regex]::Escape($program.stem))\.(exe|dll)$") { $own += 'file name' }
        if ("$($trait.original)" -match "^$([regex]::Escape($program.stem))\.(exe|dll)$") { $own += 'original name' }
        if (-not $own -and $CommandLine -match "(^|[\\/""'\s])$([regex]::Escape($program.stem))(\.exe|\.dll|[""'\s]|$)") {
            $own += 'command line'
        }
        if ($own -and -not $generation) { $generation = $program.generation; $by += $own }
    }
    if ($trait.section) { $by += 'configuration beside it'; if (-not $generation) { $generation = 'classic' } }
    if ($trait.library) { $by += 'library beside it'; if (-not $generation) { $generation = 'classic' } }
    if (-not $generation) {
        foreach ($pattern in $Tunnel) {
            if ($leaf -like $pattern) { $tool = $pattern; $by += 'file name' }
            elseif ("$($trait.original)" -like $pattern) { $tool = $pattern; $by += 'original name' }
            elseif ($CommandLine -match "(^|[\\/""'\s])$([regex]::Escape($pattern))([""'\s]|$)") { $tool = $pattern; $by += 'command line' }
            if ($tool) { break }
        }
    }
    if (-not $generation -and -not $tool -and $CommandLine -match 'Endpoint\s*=\s*sb://') {
        $tool = 'relay connection string'
        $by += 'command line'
    }
    if ($by) { @{ generation = $generation; tool = $tool; recognisedBy = @($by) } }
}

function Write-Found([hashtable]$Kind, [hashtable]$Known) {
    $file = @{}
    if ($Known.path -match '^[A-Za-z]:\\') { $file = Get-FileFact $Known.path }
    foreach ($name in $file.Keys) { $Known[$name] = $file[$name] }
    foreach ($name in $Kind.Keys) { $Known[$name] = $Kind[$name] }
    New-Row $fields $Known
}

function Expand-Program([string]$Text) {
    $Text.Trim().Trim('"') -replace '%(SystemRoot|windir)%', $env:SystemRoot -replace '%ProgramFiles%', $env:ProgramFiles `
        -replace '%ProgramFiles\(x86\)%', ${env:ProgramFiles(x86)} -replace '%ProgramData%', $env:ProgramData
}

# "Boot", "Daily 2025-02-11T03:00:00 PT1H": the trigger's class, its start and how often it repeats.
function ConvertTo-TriggerText($Trigger) {
    $class = "$($Trigger.CimClass.CimClassName)" -replace '^MSFT_Task', '' -replace 'Trigger$', ''
    (@($class, $Trigger.StartBoundary, $Trigger.Repetition.Interval) | Where-Object { $_ }) -join ' '
}

try {
    $unread, $count = 0, 0
    foreach ($process in Get-CimInstance -ClassName Win32_Process -ErrorAction Stop) {
        if ($ExceptProcessId -contains $process.ProcessId) { continue }
        if (-not $process.ExecutablePath -and $process.ProcessId -gt 4) { $unread++ }
        $kind = Get-Kind $process.ExecutablePath $process.Name $process.CommandLine
        if (-not $kind) { continue }
        $count++
        Write-Found $kind @{
            kind = 'process'; name = $process.Name; path = $process.ExecutablePath; processId = $process.ProcessId
            arguments = Hide-Token $process.CommandLine; created = ConvertTo-UtcText $process.CreationDate
        }
    }
    if ($unread) { Write-Warning "$unread processes show no path; they were compared by name only." }
    Write-Source 'Win32_Process' $(if ($count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'Win32_Process' $_ }

try {
    $count = 0
    foreach ($task in Get-ScheduledTask -ErrorAction Stop) {
        foreach ($action in $task.Actions) {
            if (-not $action.Execute) { continue }
            $path = Expand-Program $action.Execute
            $kind = Get-Kind $path ($path -split '\\')[-1] "$($action.Execute) $($action.Arguments)"
            if (-not $kind) { continue }
            $count++
            $name = "$($task.TaskPath)$($task.TaskName)"
            $definition = "$env:SystemRoot\System32\Tasks$name"
            $file = Get-Item -LiteralPath $definition -Force -ErrorAction SilentlyContinue
            $owner = Get-Acl -LiteralPath $definition -ErrorAction SilentlyContinue
            $run = Get-ScheduledTaskInfo -TaskName $task.TaskName -TaskPath $task.TaskPath -ErrorAction SilentlyContinue
            $account = $task.Principal.UserId
            if (-not $account) { $account = $task.Principal.GroupId }
            $known = @{
                kind = 'task'; name = $name; path = $path; arguments = Hide-Token $action.Arguments; account = $account
                state = [string]$task.State; author = $task.Author; date = [string]$task.Date; hidden = $task.Settings.Hidden
                triggers = @($task.Triggers | Where-Object { $_ } | ForEach-Object { ConvertTo-TriggerText $_ })
                definitionOwner = $owner.Owner
            }
            if ($file) { $known.definedAt = ConvertTo-UtcText $file.CreationTimeUtc }
            # A task that never ran has a last run in 1999.
            if ($run.LastRunTime -and $run.LastRunTime.Year -gt 2000) { $known.lastRun = ConvertTo-UtcText $run.LastRunTime }
            if ($null -ne $run.LastTaskResult) { $known.lastResult = [string]$run.LastTaskResult }
            Write-Found $kind $known
        }
    }
    Write-Source 'MSFT_ScheduledTask' $(if ($count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'MSFT_ScheduledTask' $_ }
