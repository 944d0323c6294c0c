<#
.SYNOPSIS
Finds every service that is a Hybrid Connection Manager, of whichever generation and under whichever name.
.DESCRIPTION
Reads Win32_Service and the registry's Services key and compares them (a service can be hidden from the first), then the
program file: times, version resource, SHA-256, signature and owner. A service counts when its program, the original
name in the program's version resource, its own name, display name or folder is one of HCM classic, HCM v2 or azbridge.
Without elevation a hardened service may be missing.
.PARAMETER Name
Key names of services to report whatever their program is.
.EXAMPLE
.\Get-HcmService.ps1 | Format-List
.OUTPUTS
One object a service; see the playbook's rows. Times are UTC, ISO-8601. state and processId are null for a service that
only the registry knows.
#>
[CmdletBinding()]
param(
    [string[]]$Name = @('HybridConnectionManager', 'HybridConnectionManagerService', 'azbridgesvc')
)

$servicesKey = 'HKLM:\SYSTEM\CurrentControlSet\Services'
$startModes = 'Boot', 'System', 'Auto', 'Manual', 'Disabled'
# What tells a generation, surest first: the program's file name, the service's name, its display name, its folder.
$generations = @(
    @{ generation = 'classic'; program = 'Microsoft.HybridConnectionManager.Listener.exe'; name = 'HybridConnectionManager'
        display = 'Azure Hybrid Connection Manager*'; folder = '*\Microsoft\HybridConnectionManager*'
    }
    @{ generation = 'v2'; program = 'HybridConnectionManagerService.exe'; name = 'HybridConnectionManagerService'
        display = 'Hybrid Connection Manager*'; folder = '*\HybridConnectionManager*'
    }
    @{ generation = 'azbridge'; program = 'azbridge.exe'; name = 'azbridgesvc'
        display = 'Azure Relay Bridge*'; folder = '*\Azure Relay Bridge\*'
    }
)

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
    $Text -replace '(SharedAccessKey\s*=\s*)[^;"''<>\s]+', '$1[redacted]' `
        -replace '(SharedAccessSignature\s*=\s*)[^;"''<>]+', '$1[redacted]' `
        -replace '((?:^|[?&;])sig=)[^&;"''<>\s]+', '$1[redacted]' `
        -replace '[A-Za-z0-9+/]{43}=', '[redacted]'
}

$sidOfAlias = @{
    SY = 'S-1-5-18'; LS = 'S-1-5-19'; NS = 'S-1-5-20'; BA = 'S-1-5-32-544'; BU = 'S-1-5-32-545'; WD = 'S-1-1-0'
}

# The owner's SID stands in the SDDL text as itself or as a two-letter alias; .Owner is a name in the display language.
function Get-OwnerSid([string]$Sddl) {
    if ($Sddl -match '^O:(S-1-[\d-]+)') { return $Matches[1] }
    if ($Sddl -match '^O:([A-Z]{2})') { return $sidOfAlias[$Matches[1]] }
}

# Splits a service's command line as the service control manager does: quotes first, else the shortest prefix that ends
# at a space and is a file.
function Split-ImagePath([string]$ImagePath) {
    $text = $ImagePath.Trim() -replace '^\\\?\?\\', '' -replace '^\\SystemRoot\\', "$env:SystemRoot\" `
        -replace '^system32\\', "$env:SystemRoot\System32\" -replace '%(SystemRoot|windir)%', $env:SystemRoot `
        -replace '%ProgramFiles%', $env:ProgramFiles -replace '%ProgramFiles\(x86\)%', ${env:ProgramFiles(x86)} `
        -replace '%ProgramData%', $env:ProgramData
    if ($text -match '^"([^"]+)"\s*(.*)$') { return @{ path = $Matches[1]; arguments = $Matches[2] } }
    $words = $text -split ' '
    for ($i = 1; $i -le $words.Count; $i++) {
        $prefix = $words[0..($i - 1)] -join ' '
        foreach ($path in $prefix, "$prefix.exe") {
            $file = Get-Item -LiteralPath $path -Force -ErrorAction SilentlyContinue
            if ($file -and -not $file.PSIsContainer) {
                return @{ path = $path; arguments = ($words | Select-Object -Skip $i) -join ' ' }
            }
        }
    }
    if ($text -match '^(.+?\.exe)(?:\s+(.*))?$') { return @{ path = $Matches[1]; arguments = $Matches[2] } }
    @{ path = $text; arguments = '' }
}

function Get-Generation([string]$Key, [string]$Display, [string]$Path) {
    $file = Get-Item -LiteralPath $Path -Force -ErrorAction SilentlyContinue
    $known = @{
        program = @(($Path -split '\\')[-1], $file.VersionInfo.OriginalFilename); name = @($Key)
        display = @($Display); folder = @($Path)
    }
    foreach ($trait in 'program', 'name', 'display', 'folder') {
        foreach ($candidate in $generations) {
            if ($known[$trait] -like $candidate[$trait]) { return $candidate.generation }
        }
    }
    if ($Name -contains $Key) { 'unknown' }
}

# Times first: reading the content may move the time of last access.
function Get-FileFact([string]$Path) {
    $fact = @{}
    try {
        $file = Get-Item -LiteralPath $Path -Force -ErrorAction Stop
        $fact.fileExists = $true
        $fact.fileCreated = ConvertTo-UtcText $file.CreationTimeUtc
        $fact.fileModified = ConvertTo-UtcText $file.LastWriteTimeUtc
        $fact.originalFilename = $file.VersionInfo.OriginalFilename
        $fact.fileVersion = $file.VersionInfo.FileVersion
        $fact.sha256 = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
        $signature = Get-AuthenticodeSignature -LiteralPath $Path -ErrorAction Stop
        $fact.signatureStatus = [string]$signature.Status
        $fact.signer = $signature.SignerCertificate.Subject
        $acl = Get-Acl -LiteralPath $Path -ErrorAction Stop
        $fact.fileOwner = $acl.Owner
        $fact.fileOwnerSid = Get-OwnerSid $acl.Sddl
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

# Both lists, by key name: what the registry holds and what the service control manager shows.
$registry = @{}
try {
    $keys = Get-ItemProperty -Path "$servicesKey\*" -ErrorAction SilentlyContinue -ErrorVariable unread
    foreach ($key in $keys) { if ($key.ImagePath) { $registry[$key.PSChildName] = $key } }
    if ($registry.Count -eq 0 -and $unread) { throw $unread[0] }
    if ($unread) { Write-Warning "$($unread.Count) keys below $servicesKey could not be read." }
    Write-Source $servicesKey 'collected'
}
catch { Write-SourceError $servicesKey $_ }

$shown = @{}
try {
    foreach ($service in Get-CimInstance -ClassName Win32_Service -ErrorAction Stop) { $shown[$service.Name] = $service }
    Write-Source 'Win32_Service' 'collected'
}
catch { Write-SourceError 'Win32_Service' $_ }

foreach ($key in @($shown.Keys) + @($registry.Keys) | Sort-Object -Unique) {
    $service = $shown[$key]
    $entry = $registry[$key]
    $imagePath = $service.PathName
    if (-not $imagePath) { $imagePath = $entry.ImagePath }
    if (-not $imagePath) { continue }
    $display = $service.DisplayName
    if (-not $service) { $display = $entry.DisplayName }
    $program = Split-ImagePath $imagePath
    $generation = Get-Generation $key $display $program.path
    if (-not $generation) { continue }

    $account = $service.StartName
    $startMode = $service.StartMode
    if (-not $service) {
        $account = $entry.ObjectName
        if ($null -ne $entry.Start) { $startMode = $startModes[[int]$entry.Start] }
    }
    $file = Get-FileFact $program.path
    New-Object -TypeName psobject -Property ([ordered]@{
        generation       = $generation
        name             = $key
        displayName      = $display
        imagePath        = Hide-Secret $imagePath
        path             = $program.path
        arguments        = Hide-Secret $program.arguments
        account          = $account
        state            = $service.State
        startMode        = $startMode
        processId        = $service.ProcessId
        failureCommand   = Hide-Secret $entry.FailureCommand
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
    })
}
