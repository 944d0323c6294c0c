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

$servicesKey = 'HKLM:\SYSTEM\CurrentControlSet\Services'
$startModes = 'Boot', 'System', 'Auto', 'Manual', 'Disabled'
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
    if ($text -match '(?s)^"([^"]+)"\s*(.*)$') { return @{ path = $Matches[1]; arguments = $Matches[2] } }
    $words = $text -split ' '
    # No more blanks than a path of Windows has: a line of thousands would cost the time of all other services.
    for ($i = 1; $i -le $words.Count -and $i -le 64; $i++) {
        $prefix = $words[0..($i - 1)] -join ' '
        foreach ($path in $prefix, "$prefix.exe") {
            $file = Get-Item -LiteralPath $path -Force -ErrorAction SilentlyContinue
            if ($file -and -not $file.PSIsContainer) {
                return @{ path = $path; arguments = ($words | Select-Object -Skip $i) -join ' ' }
            }
        }
    }
    if ($text -match '(?s)^(.+?\.exe)(?:\s+(.*))?$') { return @{ path = $Matches[1]; arguments = $Matches[2] } }
    @{ path = $text; arguments = '' }
}

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

# The mark of the web: the zone that a file came from, and the address. Most ways to download leave it out.
function Get-Zone([string]$Path) {
    $text = [string](Get-Content -LiteralPath $Path -Stream Zone.Identifier -Raw -ErrorAction SilentlyContinue)
    $zone = @{}
    if ($text -match '(?m)^ZoneId=(\d)') { $zone.id = [int]$Matches[1] }
    if ($text -match '(?m)^HostUrl=([^\r\n]+)') { $zone.url = (Hide-Secret $Matches[1]) -replace '\?.*$', '' }
    $zone
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
        $mark = Get-Zone $Path
        $fact.zone = $mark.id
        $fact.zoneUrl = $mark.url
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
    $known = Get-Generation $key $display $program.path
    if (-not $known) { continue }

    $account = $service.StartName
    $startMode = $service.StartMode
    if (-not $service) {
        $account = $entry.ObjectName
        if ($null -ne $entry.Start) { $startMode = $startModes[[int]$entry.Start] }
    }
    $file = Get-FileFact $program.path
    New-Object -TypeName psobject -Property ([ordered]@{
        generation       = $known.generation
        name             = $key
        displayName      = $display
        recognisedBy     = @($known.by)
        imagePath        = Hide-Secret $imagePath
        path             = $program.path
        arguments        = Hide-Secret $program.arguments
        account          = $account
        state            = $service.State
        startMode        = $startMode
        processId        = $service.ProcessId
        failureCommand   = Hide-Secret $entry.FailureCommand
        environment      = $(if ($entry.Environment) { (Hide-Secret ($entry.Environment -join '; ')) -replace '://[^/@\s]+@', '://[redacted]@' })
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
        zone             = $file.zone
        zoneUrl          = $file.zoneUrl
    })
}
