<#
.SYNOPSIS
Functions that collectors share.
.DESCRIPTION
casefile defines these functions before it runs a collector. They report what was read, read event logs, files and services
in the way that all collectors do, and hide secrets. Nothing runs until a collector calls one of them.
.EXAMPLE
. .\Prelude.ps1; .\collectors\Get-HostClock.ps1
.OUTPUTS
Nothing. Dot-sourced, it defines functions.
#>
[CmdletBinding()]
param()

# --- What was read, and how that ended -----------------------------------------------------------------------------------

# The report's account of coverage: an outcome and a reason of docs/psl.md, and the range of time that was read.
function Write-Source([string]$Name, [string]$Outcome, $Reason, $From, $To, $Oldest, [bool]$Truncated) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = (ConvertTo-UtcText $From)
            to = (ConvertTo-UtcText $To); oldest = (ConvertTo-UtcText $Oldest); truncated = $Truncated
        }))
}

# Makes the collector `failed`: what could not be read never looks like nothing. Ids, categories and result codes are the
# same in every display language; messages are not.
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

# The same for a file, folder or key that need not exist.
function Write-SourceAbsence([string]$Name, $Problem) {
    if ([string]$Problem.CategoryInfo.Category -eq 'ObjectNotFound') { Write-Source $Name 'notRun' 'absent' }
    else { Write-SourceError $Name $Problem }
}

# Passes on what the block gives, one object at a time: what a host has endlessly many of must not be gathered first.
function Read-Source([string]$Name, [scriptblock]$Read) {
    $seen = @{ count = 0 }
    try {
        & $Read | ForEach-Object { $seen.count++; $_ }
        Write-Source $Name $(if ($seen.count) { 'collected' } else { 'empty' })
    }
    catch { Write-SourceError $Name $_ }
}

# --- Values --------------------------------------------------------------------------------------------------------------

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

# Sockets without a creation time have the beginning of Windows time, 1601.
function ConvertTo-SocketTime($Time) { if ($Time -and $Time.Year -ge 1990) { ConvertTo-UtcText $Time } }

# Event logs write numbers as numbers in the record, and as decimal or hexadecimal text in its XML.
function ConvertTo-Number($Value) { if ("$Value" -match '^(0x[0-9a-f]{1,16}|\d{1,19})$') { [uint64]"$Value" } }
function ConvertTo-LogonId($Value) { $number = ConvertTo-Number $Value; if ($null -ne $number) { '0x{0:x}' -f $number } }

# Event logs write `-` for nothing.
function Get-Text($Value) { if ($Value -and "$Value" -ne '-') { "$Value" } }
function Get-Account($Domain, $Name) { if (Get-Text $Name) { if (Get-Text $Domain) { "$Domain\$Name" } else { "$Name" } } }

# A row with these fields in this order; a field that is not known is null.
function New-Row([string[]]$Fields, [hashtable]$Known) {
    $row = [ordered]@{}
    foreach ($field in $Fields) { $row[$field] = $Known[$field] }
    New-Object -TypeName psobject -Property $row
}

# --- Secrets -------------------------------------------------------------------------------------------------------------

# Keys must not leave the host. Only what is a complete secret by its shape is hidden here: a part of one would make the
# rest unrecognisable to casefile, which looks for every kind of secret when a row arrives. SharedAccessKeyName is no secret.
function Hide-Secret([string]$Text) {
    if (-not $Text) { return $null }
    # Lines may have been broken within a secret. They are joined by their width, which a mark would change.
    if ($Text -match '[\r\n]|\\{1,8}r\\{1,8}n|\\{1,8}u000[AD]|%(?:25){0,4}0[AD]|&#(?:1[03]|x0?[AD]);') { return $Text }
    # An equals sign, a quotation mark and a character of base64: plain, or as URLs, HTML and JSON write them.
    $is = '(?:=|%(?:25){0,4}3D|\\{1,8}u003D|&#(?:61|x3d);)'
    $mark = '(?:\\{1,8}"|&quot;|&#34;|\\{1,8}u0022|%(?:25){0,4}22)'
    $base64 = '(?:[A-Za-z0-9+/]|%(?:25){0,4}2[BF]|\\{1,8}(?:/|u002[BF])|&#(?:43|47|x2[bf]);)'
    # Texts in the place of a secret.
    $no = '(?!(?:true|false|none|undefined|null|n/a|x+|(?:get|read|new|import|convertto|convertfrom)-\w+|await)(?:[";<>\s]|\z))'
    # A key of 32 or 64 bytes, unless it may be the rest of a longer text, a path or a checksum's name.
    $begins = "(?<=^|[^\w+/%\\&#-]|$is|$mark)"
    $key = "$begins(?:$base64{86}$is$is|$base64{43}$is)(?!$base64|$is)"
    $named = "(?<=SharedAccessKey[\t ]{0,9}=[\t ]{0,9})$no[A-Za-z0-9+/][\w+/=.!#~-]{0,200}(?=[;`"<>]|\z)"
    # The word or quoted text behind an option, if nothing in it could be an escape, a variable or a command.
    $option = '(?<=(?:^|[\s"])[-/]{1,2}[a-z]{0,20}(?:password|passwd|pwd|pass)(?:[:=]|[\t ]{1,20}))'
    $word = "$no[\w!#+~][\w!#+~.?*:=/@^,-]{1,200}(?=[\t ]|\z)"
    $quoted = "(?<mark>`")$no[\w!#+~][\w !#+~.?*:=/@^,-]{1,200}(?=`"(?:[\t ]|\z))"
    $Text -replace "$key|$named", '[redacted]' `
        -replace "$option(?:$word|$quoted)", '${mark}[redacted]'
}

function Test-FullLanguage { [string]$ExecutionContext.SessionState.LanguageMode -eq 'FullLanguage' }

# Keys are random 256-bit values, so a short hash cannot be turned back. A short key that a person chose could be guessed.
function Get-Fingerprint([string]$Key) {
    if (-not (Test-FullLanguage) -or $Key -notmatch '^[A-Za-z0-9+/]+={0,2}$') { return $null }
    if (($Key -replace '=', '').Length * 3 / 4 -lt 16) { return $null }
    $hash = [System.Security.Cryptography.SHA256]::Create().ComputeHash([System.Text.Encoding]::UTF8.GetBytes($Key))
    -join ($hash[0..7] | ForEach-Object { '{0:x2}' -f $_ })
}

# --- Event logs ----------------------------------------------------------------------------------------------------------

# How far back a log goes (oldest), and until when where it is switched off. Null when it holds nothing or cannot be read:
# that is reported here, unless the caller has a block for a log that does not exist.
function Open-Log([string]$Name, [scriptblock]$WhenAbsent) {
    try {
        $log = Get-WinEvent -ListLog $Name -ErrorAction Stop
        if ($log.RecordCount -eq 0) {
            if ($log.IsEnabled) { Write-Source $Name 'empty' } else { Write-Source $Name 'notRun' 'disabled' }
            return
        }
        $first = Get-WinEvent -LogName $Name -Oldest -MaxEvents 1 -ErrorAction Stop
        $last = Get-WinEvent -LogName $Name -MaxEvents 1 -ErrorAction Stop
        $until = $null
        if (-not $log.IsEnabled) { $until = $last.TimeCreated }
        @{ name = $Name; oldest = $first.TimeCreated; until = $until; records = $log.RecordCount }
    }
    catch {
        if ($_.FullyQualifiedErrorId -notlike 'NoMatchingLogsFound*') { Write-SourceError $Name $_ }
        elseif ($WhenAbsent) { & $WhenAbsent }
        else { Write-Source $Name 'notRun' 'absent' }
    }
}

# What was covered. Nothing, where the log begins after the range or was switched off before it: that is no empty log.
function Write-Range([hashtable]$Log, $From, $To, [int]$Count, [bool]$Cut) {
    if ($Log.oldest -gt $From) { $From = $Log.oldest }
    if ($Log.until -and $Log.until -lt $To) { $To = $Log.until }
    if ($From -le $To) {
        Write-Source $Log.name $(if ($Count) { 'collected' } else { 'empty' }) $null $From $To $Log.oldest $Cut
    }
    elseif ($Log.oldest -gt $To) { Write-Source $Log.name 'failed' 'incomplete' $null $null $Log.oldest $false }
    else { Write-Source $Log.name 'notRun' 'disabled' $null $null $Log.oldest $false }
}

# EventData and UserData by name, from the XML; by the documented order where method calls are forbidden
# (ConstrainedLanguage).
function Get-EventData($Record, [string[]]$Order) {
    $data = @{}
    if (Test-FullLanguage) {
        try {
            $xml = [xml]($Record.ToXml() -replace '[\x00-\x08\x0B\x0C\x0E-\x1F]', '')
            foreach ($node in $xml.Event.EventData.Data) { if ($node.Name) { $data[$node.Name] = $node.'#text' } }
            $user = $xml.Event.UserData.FirstChild
            foreach ($name in $Order) { if ($null -ne $user.$name) { $data[$name] = [string]$user.$name } }
        }
        catch { $data = @{} }
    }
    if ($data.Count -eq 0) {
        for ($i = 0; $i -lt $Order.Count -and $i -lt $Record.Properties.Count; $i++) {
            $value = $Record.Properties[$i].Value
            $data[$Order[$i]] = $(if ($value -is [datetime]) { ConvertTo-UtcText $value } else { [string]$value })
        }
    }
    $data
}

# A row of an event: where it is and when it was written, and what the caller knows.
function New-EventRow($Record, [string[]]$Fields, [hashtable]$More) {
    $known = @{
        log = $Record.LogName; id = $Record.Id; recordId = [string]$Record.RecordId; time = ConvertTo-UtcText $Record.TimeCreated
    }
    foreach ($name in $More.Keys) { $known[$name] = $More[$name] }
    New-Row $Fields $known
}

# Ranges of time from texts `start/end`, where either may be left out: in order, joined where they meet, within the lookback.
function Get-Range([string[]]$Window, $Since, $Now) {
    $ranges = foreach ($one in $Window) {
        if ($one -notmatch '^([^/]*)/([^/]*)$') { continue }
        $from, $to = $Matches[1], $Matches[2]
        $start = $Since
        if ($from) { $start = ([datetime]$from).ToUniversalTime() }
        $end = $Now
        if ($to) { $end = ([datetime]$to).ToUniversalTime() }
        if ($start -lt $Since) { $start = $Since }
        if ($end -gt $Now) { $end = $Now }
        if ($start -le $end) { @{ from = $start; to = $end } }
    }
    $last = $null
    foreach ($range in @($ranges | Sort-Object -Property { $_.from })) {
        if ($last -and $range.from -le $last.to) { if ($range.to -gt $last.to) { $last = @{ from = $last.from; to = $range.to } }; continue }
        if ($last) { $last }
        $last = $range
    }
    if ($last) { $last }
}

# --- Files and services --------------------------------------------------------------------------------------------------

# SDDL text has the owner's SID, or two letters for a well-known one. Get-Acl's Owner is a name in the display language.
function Get-OwnerSid([string]$Sddl) {
    $sidOf = @{
        SY = 'S-1-5-18'; LS = 'S-1-5-19'; NS = 'S-1-5-20'; BA = 'S-1-5-32-544'; BU = 'S-1-5-32-545'; WD = 'S-1-1-0'
    }
    if ($Sddl -match '^O:(S-1-[\d-]+)') { return $Matches[1] }
    if ($Sddl -match '^O:([A-Z]{2})') { return $sidOf[$Matches[1]] }
}

# The mark of the web: the zone that a file came from (3 is the Internet), and the address. Most ways to download leave it
# out.
function Get-Zone([string]$Path) {
    $text = [string](Get-Content -LiteralPath $Path -Stream Zone.Identifier -Raw -ErrorAction SilentlyContinue)
    $zone = @{}
    if ($text -match '(?m)^ZoneId=(\d)') { $zone.id = [int]$Matches[1] }
    if ($text -match '(?m)^HostUrl=([^\r\n]+)') { $zone.url = (Hide-Secret $Matches[1]) -replace '\?.*$', '' }
    $zone
}

# What a program is. Times first: reading the content may move the time of last access.
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
        if ([string]$_.CategoryInfo.Category -eq 'ObjectNotFound') { $fact.fileExists = $false }
        Write-SourceAbsence $Path $_
    }
    $fact
}

# A path as the registry writes it for a service.
function Resolve-ServicePath([string]$Text) {
    $Text.Trim() -replace '^\\\?\?\\', '' -replace '^\\SystemRoot\\', "$env:SystemRoot\" `
        -replace '^system32\\', "$env:SystemRoot\System32\" -replace '%(SystemRoot|windir)%', $env:SystemRoot `
        -replace '%ProgramFiles%', $env:ProgramFiles -replace '%ProgramFiles\(x86\)%', ${env:ProgramFiles(x86)} `
        -replace '%ProgramData%', $env:ProgramData -replace '%ComSpec%', "$env:SystemRoot\System32\cmd.exe"
}

# Splits a service's command line as the service control manager does: quotes first, else the shortest prefix that ends
# at a space and is a file.
function Split-ImagePath([string]$Line) {
    $text = Resolve-ServicePath $Line
    if ($text -match '(?s)^"([^"]+)"\s*(.*)$') { return @{ path = $Matches[1]; arguments = $Matches[2] } }
    $words = $text -split ' '
    # A path of Windows has no more blanks than this. A line of thousands would cost the time of all other services.
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

# Every service with a program, by key name: as the service control manager shows it, or as the registry alone has it
# (hidden). A driver has no entry in the first list and is only in the second.
function Get-ServiceFact {
    $servicesKey = 'HKLM:\SYSTEM\CurrentControlSet\Services'
    $startModes = 'Boot', 'System', 'Auto', 'Manual', 'Disabled'
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

    foreach ($name in @($shown.Keys) + @($registry.Keys) | Sort-Object -Unique) {
        $service = $shown[$name]
        $entry = $registry[$name]
        $fact = @{
            name = $name; displayName = $service.DisplayName; description = $service.Description; imagePath = $service.PathName
            account = $service.StartName; state = $service.State; startMode = $service.StartMode; processId = $service.ProcessId
            failureCommand = Hide-Secret $entry.FailureCommand; environment = $entry.Environment
            hidden = [bool]($entry -and -not $service -and $shown.Count)
        }
        if (-not $service) {
            $fact.displayName = $entry.DisplayName
            $fact.account = $entry.ObjectName
            if ($null -ne $entry.Start) { $fact.startMode = $startModes[[int]$entry.Start] }
        }
        if (-not $fact.imagePath) { $fact.imagePath = $entry.ImagePath }
        if ($fact.imagePath) { $fact }
    }
}
