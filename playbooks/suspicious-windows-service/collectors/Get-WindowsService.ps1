<#
.SYNOPSIS
Shows how a service is configured, and what its program is.
.DESCRIPTION
Reads Win32_Service and the registry's Services key and compares them (a service can be hidden from the first), then the
program: times, version resource, SHA-256, signature and owner. Where svchost.exe runs the service, the program is the
library that its Parameters key names. Event 4697 and the registry call a service by its key name, 7045 by its display
name; both are looked for, and the image path too. Without elevation a hardened service may be missing.
.PARAMETER Name
Key names or display names of the services.
.PARAMETER ImagePath
Command lines of services, as an event carries them.
.EXAMPLE
.\Get-WindowsService.ps1 -Name Spooler | Format-List
.OUTPUTS
One object a service; see the playbook's rows. Times are UTC, ISO-8601. state and processId are null for a service that
only the registry knows.
#>
[CmdletBinding()]
param(
    [string[]]$Name = @(),
    [string[]]$ImagePath = @()
)

$servicesKey = 'HKLM:\SYSTEM\CurrentControlSet\Services'
$startModes = 'Boot', 'System', 'Auto', 'Manual', 'Disabled'

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

function Resolve-Variable([string]$Text) {
    $Text.Trim() -replace '^\\\?\?\\', '' -replace '^\\SystemRoot\\', "$env:SystemRoot\" `
        -replace '^system32\\', "$env:SystemRoot\System32\" -replace '%(SystemRoot|windir)%', $env:SystemRoot `
        -replace '%ProgramFiles%', $env:ProgramFiles -replace '%ProgramFiles\(x86\)%', ${env:ProgramFiles(x86)} `
        -replace '%ProgramData%', $env:ProgramData -replace '%ComSpec%', "$env:SystemRoot\System32\cmd.exe"
}

# Splits a service's command line as the service control manager does: quotes first, else the shortest prefix that ends
# at a space and is a file.
function Split-ImagePath([string]$Line) {
    $text = Resolve-Variable $Line
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

function Get-ServiceDll([string]$Key, [string]$Path) {
    if (($Path -split '\\')[-1] -ne 'svchost.exe') { return $null }
    $values = Get-ItemProperty -LiteralPath "$servicesKey\$Key\Parameters" -ErrorAction SilentlyContinue
    if ($values.ServiceDll) { Resolve-Variable $values.ServiceDll }
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

$Name = @($Name | Where-Object { $_ })
$ImagePath = @($ImagePath | Where-Object { $_ })
# Nothing that is looked for is no "nothing found".
if ($Name.Count + $ImagePath.Count -eq 0) {
    Write-Error -ErrorId 'NoServiceNamed' -Category InvalidArgument -Message 'Neither a name nor an image path was given.'
    return
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
    $line = $service.PathName
    if (-not $line) { $line = $entry.ImagePath }
    if (-not $line) { continue }
    $display = $service.DisplayName
    if (-not $service) { $display = $entry.DisplayName }
    if ($Name -notcontains $key -and $Name -notcontains $display -and $ImagePath -notcontains $line) { continue }

    $account = $service.StartName
    $startMode = $service.StartMode
    if (-not $service) {
        $account = $entry.ObjectName
        if ($null -ne $entry.Start) { $startMode = $startModes[[int]$entry.Start] }
    }
    $program = Split-ImagePath $line
    $dll = Get-ServiceDll $key $program.path
    $examined = $program.path
    if ($dll) { $examined = $dll }
    $file = Get-FileFact $examined
    New-Object -TypeName psobject -Property ([ordered]@{
        name             = $key
        displayName      = $display
        description      = $service.Description
        imagePath        = Hide-Secret $line
        path             = $program.path
        arguments        = Hide-Secret $program.arguments
        serviceDll       = $dll
        program          = $examined
        account          = $account
        state            = $service.State
        startMode        = $startMode
        processId        = $service.ProcessId
        failureCommand   = Hide-Secret $entry.FailureCommand
        hidden           = [bool]($entry -and -not $service -and $shown.Count)
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
