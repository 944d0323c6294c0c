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

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

function Write-Source([string]$Name, [string]$Outcome, $Reason) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = $null; to = $null; oldest = $null; truncated = $false
        }))
}

# Ids, categories and result codes are the same in every display language; messages are not.
function Write-SourceError([string]$Name, $Problem) {
    $id = ($Problem.FullyQualifiedErrorId -split ',')[0]
    $category = [string]$Problem.CategoryInfo.Category
    for ($cause = $Problem.Exception; $cause; $cause = $cause.InnerException) {
        if ($cause.HResult -eq 0x80070005) { $category = 'PermissionDenied' }
    }
    $reason = 'threw'
    if ('PermissionDenied', 'SecurityError' -contains $category) { $category = 'PermissionDenied'; $reason = 'denied' }
    if ($id -eq 'CommandNotFoundException') { $reason = 'unsupported' }
    Write-Error -ErrorId $id -Category $category -TargetObject $Name -Message "${Name}: $($Problem.Exception.Message)"
    Write-Source $Name 'failed' $reason
}

# Keys must not leave the host; SharedAccessKeyName is no secret and stays.
function Hide-Secret([string]$Text) {
    if (-not $Text) { return $null }
    # An equals sign, a quotation mark and a character of a value: plain, or as URLs, HTML and JSON write them.
    $is = '(?:=|%(?:25){0,4}3D|\\{1,8}u003D|&#(?:61|x3d);)'
    $mark = '(?:\\{0,8}"|&quot;|&#34;|\\{1,8}u0022|%(?:25){0,4}22)'
    $end = '&(?:quot|amp|lt|gt|apos|#3[49]);|%(?:25){0,4}(?:3B|26|22|27|20|3C|3E)|\\{1,8}(?:u00(?:22|26|27|3B|3C|3E)|["''rnt])'
    $Text -replace "(SharedAccessKey\s*$is\s*)(?:(?!$end)(?:&#\w+;|[^;`"'<>\s]))+", '$1[redacted]' `
        -replace "(SharedAccessSignature\s*$is\s*)(?:(?!$end)[^;`"'<>])+", '$1[redacted]' `
        -replace "((?:^|[?&;\s]|%(?:25){0,4}(?:26|3F)|\\{1,8}u0026)sig$is)(?:(?!$end)[^&;`"'<>\s])+", '$1[redacted]' `
        -replace "($mark(?:KeyValue|sendKeyValue|primaryKey|secondaryKey)$mark\s*(?::|%(?:25){0,4}3A)\s*$mark)(?:(?!$mark).)+", '$1[redacted]' `
        -replace '((?:^|[\s"])[-/]{1,2}[a-z]{0,20}(?:password|passwd|pwd|pass)(?:[:=]|\s+))(?:"[^"]+"|(?![-/"])\S+)', '$1[redacted]' `
        -replace '[A-Za-z0-9+/]{43}=', '[redacted]'
}

# What these programs are given a key or token with; -k means something else to others.
function Hide-Token([string]$Text) {
    (Hide-Secret $Text) -creplace '(?<=^|\s)(-k|--?authtoken|--?token)([ =]+)\S+', '$1$2[redacted]'
}

function New-Row([hashtable]$Known) { New-Object -TypeName psobject -Property $Known | Select-Object -Property $fields }

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

# Times first: reading the content may move the time of last access.
function Get-FileFact([string]$Path) {
    $fact = @{}
    if ($Path -notmatch '^[A-Za-z]:\\') { return $fact }
    try {
        $file = Get-Item -LiteralPath $Path -Force -ErrorAction Stop
        $fact.fileExists = $true
        $fact.fileCreated = ConvertTo-UtcText $file.CreationTimeUtc
        $fact.originalFilename = $file.VersionInfo.OriginalFilename
        $fact.sha256 = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
        $signature = Get-AuthenticodeSignature -LiteralPath $Path -ErrorAction Stop
        $fact.signatureStatus = [string]$signature.Status
        $fact.signer = $signature.SignerCertificate.Subject
        $fact.fileOwner = (Get-Acl -LiteralPath $Path -ErrorAction Stop).Owner
        Write-Source $Path 'collected'
    }
    catch {
        if ([string]$_.CategoryInfo.Category -eq 'ObjectNotFound') {
            $fact.fileExists = $false
            Write-Source $Path 'notRun' 'absent'
        }
        else { Write-SourceError $Path $_ }
    }
    $fact
}

function Write-Found([hashtable]$Kind, [hashtable]$Known) {
    $file = Get-FileFact $Known.path
    foreach ($name in $file.Keys) { $Known[$name] = $file[$name] }
    foreach ($name in $Kind.Keys) { $Known[$name] = $Kind[$name] }
    New-Row $Known
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
