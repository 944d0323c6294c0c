<#
.SYNOPSIS
Finds every service that is a Hybrid Connection Manager, of whichever generation and under whichever name.
.DESCRIPTION
Reads Win32_Service and the registry's Services key and compares them (a service can be hidden from the first), then the
program file: times, version resource, SHA-256, signature, owner and mark of the web. A service counts by the file name of
its program, the original name in the program's version resource, a hybridConnections section in the .config beside it,
the commands library of the classic generation beside a program without an original name, or its own name, display name
or folder. Each program is opened once, and those below System32 and SysWOW64 are compared by name alone, so the search
costs two or three file look-ups for each program that is no part of Windows. Without elevation a hardened service may be
missing.
.PARAMETER Name
Key names of services to report whatever their program is.
.EXAMPLE
.\Get-HcmService.ps1 | Format-List
.OUTPUTS
One object a service; see the playbook's rows. recognisedBy says by what, surest first. Times are UTC, ISO-8601. state and processId are null for a service that
only the registry knows.
#>
[CmdletBinding()]
param(
    [string[]]$Name = @('HybridConnectionManager', 'HybridConnectionManagerService', 'azbridgesvc')
)

# What tells a generation: the program's file name (which is its original name, too; a single-file .NET program keeps that
# of its library), the service's name, its display name, its folder.
$generations = @(
    @{ generation = 'classic'; program = 'Microsoft.HybridConnectionManager.Listener'; name = 'HybridConnectionManager'
        display = 'Azure Hybrid Connection Manager*'; folder = '*\Microsoft\HybridConnectionManager*'
    }
    @{ generation = 'v2'; program = 'HybridConnectionManagerService'; name = 'HybridConnectionManagerService'
        display = 'Hybrid Connection Manager*'; folder = '*\HybridConnectionManager*'
    }
    @{ generation = 'azbridge'; program = 'azbridge'; name = 'azbridgesvc'
        display = 'Azure Relay Bridge*'; folder = '*\Azure Relay Bridge\*'
    }
)
$commandsLibrary = 'Microsoft.HybridConnectionManager.Commands.dll'
$systemFolders = "^$([regex]::Escape($env:SystemRoot))\\(System32|SysWOW64)\\"

# The original name of a program and what lies beside it, each program once.
$traits = @{}
function Get-Trait([string]$Path) {
    if ($Path -match $systemFolders) { return @{} }
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

# The generation by its surest sign, and all signs of that one.
function Get-Generation([string]$Key, [string]$Display, [string]$Path) {
    $trait = Get-Trait $Path
    $leaf = ($Path -split '\\')[-1]
    $signs = foreach ($candidate in $generations) {
        $program = "^$([regex]::Escape($candidate.program))\.(exe|dll)$"
        $classic = $candidate.generation -eq 'classic'
        $found = @(
            if ($leaf -match $program) { 'file name' }
            if ("$($trait.original)" -match $program) { 'original name' }
            if ($classic -and $trait.section) { 'configuration beside it' }
            if ($classic -and $trait.library) { 'library beside it' }
            if ($Key -eq $candidate.name) { 'service name' }
            if ($Display -like $candidate.display) { 'display name' }
            if ($Path -like $candidate.folder) { 'folder' }
        )
        if ($found) { @{ generation = $candidate.generation; by = $found } }
    }
    foreach ($sign in 'file name', 'original name', 'configuration beside it', 'library beside it', 'service name', 'display name', 'folder') {
        foreach ($one in $signs) { if ($one.by -contains $sign) { return $one } }
    }
    if ($Name -contains $Key) { @{ generation = 'unknown'; by = @('service name') } }
}

foreach ($service in Get-ServiceFact) {
    $program = Split-ImagePath $service.imagePath
    $known = Get-Generation $service.name $service.displayName $program.path
    if (-not $known) { continue }
    # Before the program's content is read.
    $mark = Get-Zone $program.path
    $file = Get-FileFact $program.path
    $environment = $null
    if ($service.environment) { $environment = (Hide-Secret ($service.environment -join '; ')) -replace '://[^/@\s]+@', '://[redacted]@' }
    New-Object -TypeName psobject -Property ([ordered]@{
        generation       = $known.generation
        name             = $service.name
        displayName      = $service.displayName
        recognisedBy     = @($known.by)
        imagePath        = Hide-Secret $service.imagePath
        path             = $program.path
        arguments        = Hide-Secret $program.arguments
        account          = $service.account
        state            = $service.state
        startMode        = $service.startMode
        processId        = $service.processId
        failureCommand   = $service.failureCommand
        environment      = $environment
        fileExists       = $file.fileExists
        fileCreated      = $file.fileCreated
        fileModified     = $file.fileModified
        fileOwner        = $file.fileOwner
        fileOwnerSid     = $file.fileOwnerSid
        sha256           = $file.sha256
        signatureStatus  = $file.signatureStatus
        signer           = $file.signer
        originalFilename = $file.originalFilename
        fileVersion      = $file.fileVersion
        zone             = $mark.id
        zoneUrl          = $mark.url
    })
}
