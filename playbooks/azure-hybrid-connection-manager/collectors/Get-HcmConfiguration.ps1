<#
.SYNOPSIS
Reads which relay connections the Hybrid Connection Manager is configured for. Keys never leave the script.
.DESCRIPTION
Reads, where they exist: the classic exe.config beside each service's program and in the install folders, with the
copies left beside it; version 2's connections.json; azbridge's configuration files; the Group Policy key. Of a key only
its name and the first 16 hexadecimal digits of the SHA-256 of its text are given (none for a key under 16 bytes, none in
ConstrainedLanguage). Needs no elevation unless the folders were hardened.
.PARAMETER ServicePath
Program files of the services, as Get-HcmService.ps1 gives them in path.
.EXAMPLE
.\Get-HcmConfiguration.ps1 -ServicePath 'C:\Program Files\Microsoft\HybridConnectionManager 0.7\Microsoft.HybridConnectionManager.Listener.exe'
.OUTPUTS
Objects of kind file (value current or backup, with times, owner, SHA-256 and mark of the web), connection (one relay
listener each), former (a connection that a copy beside the configuration holds), folder (an install or data folder that
exists without its configuration) and setting. parse is degraded where the file could not be read as what it is and the values were found by pattern.
#>
[CmdletBinding()]
param(
    [string[]]$ServicePath = @()
)

$listener = 'Microsoft.HybridConnectionManager.Listener.exe'
$policyKey = 'HKLM:\SOFTWARE\Policies\Microsoft\Azure\HybridConnections\1.0'
$fields = 'kind', 'generation', 'file', 'endpoint', 'namespace', 'entity', 'connection', 'keyName', 'keyFingerprint',
'armId', 'targetHost', 'targetPort', 'status', 'listeners', 'setting', 'value', 'parse', 'sha256', 'length', 'created',
'modified', 'owner', 'ownerSid', 'zone'

function Write-Setting([string]$Generation, [string]$File, [string]$Name, $Value) {
    if ($null -eq $Value -or "$Value" -eq '') { return }
    $text = (Hide-Secret "$Value") -replace '://[^/@\s]+@', '://[redacted]@'
    New-Row $fields @{ kind = 'setting'; generation = $Generation; file = $File; setting = $Name; value = $text }
}

function ConvertTo-Count($Value) { if ("$Value" -match '^\d{1,9}$') { [int]"$Value" } }
function ConvertTo-Text($Value) { if ("$Value") { Hide-Secret "$Value" } }

# A connection string, or the members of one, as a row. Names are case-insensitive; values may hold '='.
function Write-Connection([string]$Generation, [string]$File, [string]$Text, [string]$Parse, [hashtable]$More = @{}) {
    $part = @{}
    foreach ($piece in $Text -split ';') {
        $name, $value = $piece -split '=', 2
        if ($null -ne $value) { $part[$name.Trim()] = $value.Trim() }
    }
    $known = @{ kind = 'connection'; generation = $Generation; file = $File; parse = $Parse }
    if ($part.Endpoint -match '^([a-z]+)://([^/:?#@\s]+)(?::\d+)?/?([^?#\s]*)$') {
        $address, $path = $Matches[2], (Hide-Secret $Matches[3].Trim('/'))
        $entity = $path
        if ($part.EntityPath) { $entity = Hide-Secret $part.EntityPath.Trim('/') }
        $scheme = ($part.Endpoint -split ':')[0]
        $known.endpoint = "${scheme}://$address/$path".ToLowerInvariant()
        $known.namespace = ($address -split '\.')[0].ToLowerInvariant()
        if ($entity) {
            $known.entity = $entity
            $known.connection = "$($known.namespace)/$entity".ToLowerInvariant()
        }
    }
    else { $known.parse = 'degraded' }
    # A malformed string may hold the key in a wrong place.
    $known.keyName = Hide-Secret $part.SharedAccessKeyName
    if (-not $known.keyName -and $part.SharedAccessSignature -match '(?:^|[?&\s])skn=([^&;]*)') {
        $known.keyName = Hide-Secret $Matches[1]
    }
    if ($part.SharedAccessKey) { $known.keyFingerprint = Get-Fingerprint $part.SharedAccessKey }
    foreach ($name in $More.Keys) { $known[$name] = $More[$name] }
    New-Row $fields $known
}

function Read-ExeConfig([string]$File, [string]$Text) {
    $xml = $null
    # A document type declaration has no place in a configuration file; its entities are not expanded for anyone.
    if ($Text -notmatch '<!DOCTYPE') { try { $xml = [xml]$Text } catch { $xml = $null } }
    if (-not $xml) {
        # A comment is looked for up to the next beginning of one: else many without an end would be read over and over.
        $plain = $Text -replace '(?s)<!--(?:(?!<!--).)*?-->', '' -replace '&amp;', '&'
        foreach ($found in $plain -split '["''<>\r\n]' -match '^\s*Endpoint\s*=') {
            Write-Connection 'classic' $File $found 'degraded'
        }
        return
    }
    foreach ($element in $xml.configuration.hybridConnections.connectionStrings.hybridConnection) {
        $known = @{}
        foreach ($attribute in $element.Attributes) {
            if ($attribute.Value -like '/subscriptions/*') { $known.armId = $attribute.Value }
            if ($attribute.Name -eq 'destinationHost') { $known.targetHost = $attribute.Value }
            if ($attribute.Name -eq 'destinationPort') { $known.targetPort = ConvertTo-Count $attribute.Value }
        }
        if ($element) { Write-Connection 'classic' $File $element.connectionString 'ok' $known }
    }
    foreach ($setting in $xml.configuration.appSettings.add) { Write-Setting 'classic' $File $setting.key $setting.value }
    Write-Setting 'classic' $File 'proxyaddress' $xml.configuration.'system.net'.defaultProxy.proxy.proxyaddress
    foreach ($trace in $xml.configuration.'system.diagnostics'.sharedListeners.add) {
        Write-Setting 'classic' $File 'traceFile' $trace.initializeData
    }
}

function Read-ConnectionsJson([string]$File, [string]$Text) {
    try { $list = ConvertFrom-Json -InputObject $Text -ErrorAction Stop }
    catch {
        foreach ($found in $Text -split '"' -match '^sb://') { Write-Connection 'v2' $File "Endpoint=$found" 'degraded' }
        return
    }
    foreach ($entry in $list) {
        $known = @{
            targetHost = ConvertTo-Text $entry.EndpointHost; targetPort = ConvertTo-Count $entry.EndpointPort
            status = ConvertTo-Text $entry.Status; listeners = ConvertTo-Count $entry.NumberOfListeners
        }
        if ($entry.SubscriptionId -and $entry.ResourceGroup) {
            $group = "/subscriptions/$($entry.SubscriptionId)/resourceGroups/$($entry.ResourceGroup)"
            $known.armId = "$group/providers/Microsoft.Relay/namespaces/$($entry.Namespace)/hybridConnections/$($entry.Name)"
        }
        $uri = $entry.Uri
        if (-not $uri) { $uri = "sb://$($entry.Namespace)/$($entry.Name)" }
        $key = "SharedAccessKeyName=$($entry.KeyName);SharedAccessKey=$($entry.KeyValue)"
        Write-Connection 'v2' $File "Endpoint=$uri;$key" 'ok' $known
    }
}

# Line by line, since no YAML reader is at hand: hence parse is degraded even where all went well.
function Read-BridgeYaml([string]$File, [string]$Text) {
    $top = @{}
    $items = @()
    $section, $relay = $null, $null
    foreach ($line in $Text -split '\r?\n') {
        if ($line -notmatch '^(\s*)(-\s+)?([A-Za-z]+)\s*:(.*)$') { continue }
        $indent, $dash, $name, $value = $Matches[1], $Matches[2], $Matches[3], $Matches[4].Trim().Trim('"', "'")
        if (-not $indent -and -not $dash) { $section = $name; $top[$name] = $value; continue }
        if ($dash) { $items += @{ section = $section; RelayName = $relay } }
        if ($items.Count -eq 0) { continue }
        $items[-1][$name] = $value
        if ($name -eq 'RelayName') { $relay = $value }
    }
    foreach ($item in $items) {
        if ('LocalForward', 'RemoteForward' -notcontains $item.section) { continue }
        $text = $item.ConnectionString
        if (-not $text) { $text = $top.AzureRelayConnectionString }
        if (-not $text) {
            $key = "SharedAccessKeyName=$($top.AzureRelaySharedAccessKeyName);SharedAccessKey=$($top.AzureRelaySharedAccessKey)"
            $text = "Endpoint=$($top.AzureRelayEndpoint);$key"
        }
        $known = @{ setting = $item.section }
        if ($item.section -eq 'RemoteForward') {
            $known.targetHost = $item.Host
            $known.targetPort = ConvertTo-Count $item.HostPort
        }
        Write-Connection 'azbridge' $File "$text;EntityPath=$($item.RelayName)" 'degraded' $known
    }
}

function ConvertTo-Former($Row) {
    $former = @{ kind = 'former' }
    foreach ($name in $fields) { if ($name -ne 'kind') { $former[$name] = $Row.$name } }
    New-Row $fields $former
}

function Read-File([string]$Path, [string]$Generation, [string]$Value) {
    try {
        $file = Get-Item -LiteralPath $Path -Force -ErrorAction Stop
        $acl = Get-Acl -LiteralPath $Path -ErrorAction Stop
        New-Row $fields @{
            kind = 'file'; generation = $Generation; file = $Path; value = $Value; length = $file.Length
            created = ConvertTo-UtcText $file.CreationTimeUtc; modified = ConvertTo-UtcText $file.LastWriteTimeUtc
            owner = $acl.Owner; ownerSid = Get-OwnerSid $acl.Sddl
            zone = (Get-Zone $Path).id
            sha256 = (Get-FileHash -LiteralPath $Path -Algorithm SHA256 -ErrorAction Stop).Hash.ToLowerInvariant()
        }
        if ($file.Length -gt 4MB) { throw 'FileTooLarge' }
        $text = [string](Get-Content -LiteralPath $Path -Raw -Encoding UTF8 -ErrorAction Stop)
        $rows = switch ($Generation) {
            'classic' { Read-ExeConfig $Path $text }
            'v2' { Read-ConnectionsJson $Path $text }
            'azbridge' { Read-BridgeYaml $Path $text }
        }
        # What a copy holds is no connection of today, and says what the configuration once was.
        if ($Value -eq 'current') { $rows } else { $rows | Where-Object { $_.kind -eq 'connection' } | ForEach-Object { ConvertTo-Former $_ } }
        Write-Source $Path 'collected'
    }
    catch { Write-SourceAbsence $Path $_ }
}

# A file and the copies that stand beside it: config.old, config.backup, *.newcfg.
function Read-Folder([string]$Folder, [string]$File, [string]$Generation) {
    $path = "$Folder\$File"
    Read-File $path $Generation 'current'
    $left = Get-Item -LiteralPath $Folder -Force -ErrorAction SilentlyContinue
    if ($left.PSIsContainer -and -not (Test-Path -LiteralPath $path)) {
        New-Row $fields @{
            kind = 'folder'; generation = $Generation; file = $Folder
            created = ConvertTo-UtcText $left.CreationTimeUtc; modified = ConvertTo-UtcText $left.LastWriteTimeUtc
            owner = (Get-Acl -LiteralPath $Folder -ErrorAction SilentlyContinue).Owner
        }
    }
    foreach ($other in Get-ChildItem -LiteralPath $Folder -Force -ErrorAction SilentlyContinue) {
        $copy = $other.Name -like "$File.*" -or ($Generation -eq 'classic' -and $other.Name -like '*.newcfg')
        if ($copy -and -not $other.PSIsContainer) { Read-File "$Folder\$($other.Name)" $Generation 'backup' }
    }
}

function Get-RegistryValue([string]$Key, [string]$Name) {
    Get-ItemProperty -Path $Key -ErrorAction SilentlyContinue | ForEach-Object { $_.$Name } | Where-Object { $_ }
}

if (-not (Test-FullLanguage)) { Write-Warning 'ConstrainedLanguage: keys have no fingerprint.' }

$configs = @()
foreach ($program in $ServicePath) {
    if ($program -match '^(.+)\\([^\\]+)$') { $configs += @{ folder = $Matches[1]; file = "$($Matches[2]).config" } }
}
$folders = @(Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\HybridConnectionManager\*' 'installDir')
foreach ($root in @($env:ProgramFiles, ${env:ProgramFiles(x86)}, $env:ProgramW6432) | Where-Object { $_ }) {
    $found = Get-Item -Path "$root\Microsoft\HybridConnectionManager*" -ErrorAction SilentlyContinue
    $folders += @($found | ForEach-Object { $_.FullName })
}
foreach ($folder in $folders) { $configs += @{ folder = "$folder".TrimEnd('\'); file = "$listener.config" } }

$done = @{}
foreach ($config in $configs) {
    $path = "$($config.folder)\$($config.file)"
    if ($done[$path]) { continue }
    $done[$path] = $true
    # Version 2 and azbridge keep nothing in an exe.config.
    if ('HybridConnectionManagerService.exe.config', 'azbridge.exe.config' -contains $config.file) { continue }
    Read-Folder $config.folder $config.file 'classic'
}

$dataFolders = @("$env:ProgramData\HybridConnectionManager", "$env:ProgramData\HybridConnectionManagerV2")
$dataFolders += @(Get-RegistryValue 'HKLM:\SOFTWARE\Microsoft\HybridConnectionManagerV2' 'HcmDataDirectory')
foreach ($folder in $dataFolders | ForEach-Object { "$_".TrimEnd('\') } | Sort-Object -Unique) {
    Read-Folder $folder 'connections.json' 'v2'
}
Read-Folder "$env:ProgramData\Microsoft\Azure Relay Bridge" 'azbridge_config.svc.yml' 'azbridge'
Read-Folder "$env:ProgramData\azbridge" 'azbridge_config.machine.yml' 'azbridge'

try {
    $policy = Get-ItemProperty -LiteralPath $policyKey -ErrorAction Stop
    Write-Setting 'classic' $policyKey 'AllowHybridConnections' $policy.AllowHybridConnections
    Write-Setting 'classic' $policyKey 'AllowedHybridConnectionsServers' (@($policy.AllowedHybridConnectionsServers) -join ';')
    Write-Source $policyKey 'collected'
}
catch { Write-SourceAbsence $policyKey $_ }
