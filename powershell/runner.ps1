<#
.SYNOPSIS
Runs collectors and writes what they give as psl/1 frames (docs/psl.md).

.DESCRIPTION
The request is in $s, where the bootstrap on the command line put it. ASCII only, grammar of Windows PowerShell 5.1,
cmdlets and core types only: it runs in FullLanguage and in ConstrainedLanguage.

Collectors run in scopes below this one, so whatever they need not see is private: the nonce above all, and names
that a collector's own uninitialised variable would otherwise pick up.
#>
$private:nonce = $s.nonce
$private:request = @{ collectors = $s.collectors; limits = $s.limits; prelude = $s.prelude; parent = @{ id = $s.parent } }
$s = $null
$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
Set-StrictMode -Off

# Settings that hold for the complete session. Everything that a collector changes in them is put back: a preference
# could hide the next one's errors.
function Get-PslSettings {
  $settings = @{ PSModulePath = $env:PSModulePath; language = "$($ExecutionContext.SessionState.LanguageMode)" }
  $settings.names = '*Preference', 'PSNative*', 'OFS', 'OutputEncoding', 'FormatEnumerationLimit', 'PSSessionOption'
  $settings.variables = @(Get-Variable -Scope Global -Name $settings.names -ErrorAction SilentlyContinue |
      ForEach-Object { @{ Name = $_.Name; Value = $_.Value } })
  $settings
}

function Reset-PslSettings($Settings) {
  if ($null -eq $global:PSDefaultParameterValues -or $global:PSDefaultParameterValues.Count) {
    # ConstrainedLanguage takes nothing but null.
    try { $global:PSDefaultParameterValues = @{} } catch { $global:PSDefaultParameterValues = $null }
  }
  $env:PSModulePath = $Settings.PSModulePath
  # A collector may have set $WhatIfPreference, which holds for these cmdlets as well.
  $quiet = @{ Scope = 'Global'; ErrorAction = 'SilentlyContinue'; WhatIf = $false; Confirm = $false }
  $known = foreach ($variable in $Settings.variables) {
    Set-Variable @quiet -Name $variable.Name -Value $variable.Value
    $variable.Name
  }
  foreach ($variable in @(Get-Variable -Scope Global -Name $Settings.names -ErrorAction SilentlyContinue)) {
    if ($known -notcontains $variable.Name) { Remove-Variable @quiet -Name $variable.Name }
  }
}

function New-PslFrame($Type, $Collector, $Value) {
  $json = ConvertTo-Json -InputObject $Value -Compress -Depth 7 -WarningAction SilentlyContinue
  # Character by character: [regex]::Replace with a script block inserts the block's text in ConstrainedLanguage, and
  # 5.1 has no -EscapeHandling. Case-sensitive, since U+212A (Kelvin) counts as an ASCII k otherwise.
  while ($json -cmatch '[^\x20-\x7e]') { $json = $json.Replace($Matches[0], ('\u{0:x4}' -f [int][char]$Matches[0])) }
  @{ type = $Type; collector = $Collector; json = $json }
}

function Get-PslText($Value) {
  if ($null -eq $Value) { return $null }
  $text = "$Value"
  if ($text.Length -gt 16000) { $text.Substring(0, 16000) } else { $text }
}

function ConvertTo-PslValue($Value) {
  # A new string sheds the note properties (PSPath ...) that 5.1 would write out with it.
  if ($Value -is [string]) { return "$Value" }
  if ($Value -is [datetime]) { return $Value.ToUniversalTime().ToString('o') }
  if (($Value -is [long] -or $Value -is [uint64]) -and ($Value -gt 9007199254740991 -or $Value -lt -9007199254740991)) {
    return "$Value"
  }
  if ($Value -is [array]) {
    $list = @(foreach ($item in $Value) { ConvertTo-PslValue $item })
    return , $list
  }
  $Value
}

# Rows of what a script gives, as ordered dictionaries; records of its other streams pass. A row is copied as it comes,
# because the script may use the object later. With $Pending it goes there, and $Pending goes on when a frame is due:
# when it is full, or 200 ms after the last one.
# One stage of the pipeline that knows plain values by itself: a call for each row and value took eight times as long.
function ConvertTo-PslRow($Pending) {
  process {
    if ($null -eq $_ -or $_ -is [System.Management.Automation.ErrorRecord] -or
      $_ -is [System.Management.Automation.WarningRecord] -or $_ -is [System.Management.Automation.InformationRecord]) {
      return $_
    }
    $row = [ordered]@{}
    # A dictionary is a row as well: ConstrainedLanguage has no [pscustomobject]@{}. PSBase, since it may hold a key Keys.
    if ($_ -is [System.Collections.IDictionary]) {
      $fields = foreach ($key in $_.PSBase.Keys) { @{ Name = "$key"; Value = $_[$key] } }
    }
    elseif ($_ -is [string] -or $_ -is [valuetype]) { $fields = @{ Name = 'value'; Value = "$_" } }
    else { $fields = $_.PSObject.Properties }
    foreach ($field in $fields) {
      $value = $field.Value
      if ($value -is [string]) { $row[$field.Name] = "$value" }
      elseif ($null -eq $value -or $value -is [int] -or $value -is [bool] -or
        ($value -is [long] -and $value -le 9007199254740991 -and $value -ge -9007199254740991)) {
        $row[$field.Name] = $value
      }
      else { $row[$field.Name] = ConvertTo-PslValue $value }
    }
    if ($null -eq $Pending) { return $row }
    $Pending.rows[$Pending.held++] = $row
    if ($Pending.held -ge $Pending.batch -or [datetime]::UtcNow.Ticks -ge $Pending.due) { $Pending }
  }
}

# Rows as frames of at most $Limit characters: a batch that is too long is halved, a row that is too long gives $null.
function New-PslItems($Collector, $Rows, $Limit) {
  $frame = New-PslFrame 'items' $Collector @($Rows)
  if ($frame.json.Length -le $Limit) { return $frame }
  if ($Rows.Count -eq 1) { return $null }
  $half = $Rows.Count -shr 1
  New-PslItems $Collector @($Rows[0..($half - 1)]) $Limit
  New-PslItems $Collector @($Rows[$half..($Rows.Count - 1)]) $Limit
}

function New-PslError($Collector, $Record) {
  New-PslFrame 'err' $Collector ([ordered]@{
      id       = Get-PslText $Record.FullyQualifiedErrorId
      category = "$($Record.CategoryInfo.Category)"
      message  = Get-PslText $Record.Exception.Message
      source   = Get-PslText $Record.TargetObject
    })
}

# Strings of parameters arrive with a leading '=', since ConvertFrom-Json turns a text that looks like a date into one.
function ConvertFrom-PslParameter($Value) {
  if ($Value -is [string]) { return $Value.Substring(1) }
  if ($Value -is [array]) {
    $list = @(foreach ($item in $Value) { ConvertFrom-PslParameter $item })
    return , $list
  }
  $Value
}

# Ends the engine when casefile has ended, whatever a collector hangs in: a second runspace waits for that process.
# ConstrainedLanguage cannot start one. There, Assert-PslParent looks between rows.
function Start-PslWatch($Parent) {
  if (-not $Parent -or "$($ExecutionContext.SessionState.LanguageMode)" -ne 'FullLanguage') { return }
  try {
    $state = [initialsessionstate]::Create()
    $state.LanguageMode = 'FullLanguage'
    $space = [runspacefactory]::CreateRunspace($state)
    # To open a runspace puts the account's own folders back into the path of modules.
    $modules = $env:PSModulePath
    $space.Open()
    $env:PSModulePath = $modules
    $shell = [powershell]::Create()
    $shell.Runspace = $space
    # A process that cannot be seen or waited for is not watched. A short wait, so that the watch can be ended.
    $null = $shell.AddScript('param($id)
      try { $parent = [Diagnostics.Process]::GetProcessById($id); while (-not $parent.WaitForExit(1000)) { } } catch { return }
      [Diagnostics.Process]::GetCurrentProcess().Kill()').AddArgument([int]$Parent)
    $null = $shell.BeginInvoke()
    $shell
  } catch { }
}

# When casefile's process began; nothing when it cannot be seen.
function Get-PslParentStart($Parent) {
  if ($Parent.id) { "$((Get-Process -Id $Parent.id -ErrorAction SilentlyContinue).StartTime)" }
}

# Every two seconds at most: ends the engine when casefile was seen at first and is no longer there.
function Assert-PslParent($Parent) {
  if (-not $Parent.started -or [datetime]::UtcNow.Ticks -lt $Parent.due) { return }
  if ((Get-PslParentStart $Parent) -ne $Parent.started) { exit 1 }
  $Parent.due = [datetime]::UtcNow.Ticks + 20000000
}

function Get-PslHello {
  $hello = [ordered]@{
    psVersion = "$($PSVersionTable.PSVersion)"; psEdition = $PSVersionTable.PSEdition
    languageMode = "$($ExecutionContext.SessionState.LanguageMode)"
    elevated = $null; culture = $PSCulture; timeZone = $null; utcOffsetMinutes = $null
    computer = $env:COMPUTERNAME; fqdn = $null; user = $null; userSid = $null; now = $null; pid = $PID
    own = @(); parentPid = $null
  }
  try { $hello.timeZone = (Get-TimeZone).Id } catch { }
  try {
    $now = Get-Date
    $hello.now = $now.ToUniversalTime().ToString('o')
    $hello.utcOffsetMinutes = [int]($now - $now.ToUniversalTime()).TotalMinutes
  } catch { }
  try {
    $system = Get-CimInstance -ClassName Win32_ComputerSystem -OperationTimeoutSec 5 -ErrorAction Stop
    if ($system.DNSHostName) {
      $hello.fqdn = $system.DNSHostName
      if ($system.PartOfDomain -and $system.Domain) { $hello.fqdn += ".$($system.Domain)" }
    }
  } catch { }
  try {
    $process = Get-CimInstance -ClassName Win32_Process -Filter "ProcessId=$PID" -OperationTimeoutSec 5 -ErrorAction Stop
    if ($process.CreationDate) {
      $hello.own = @(@{ pid = $PID; started = $process.CreationDate.ToUniversalTime().ToString('o') })
      $hello.parentPid = $process.ParentProcessId
    }
  } catch { }
  try {
    # One process for both lists. The user's line has two columns, a group's line four. SIDs, because the names of the
    # integrity levels are in the host's language.
    $lines = @(& "$env:SystemRoot\System32\whoami.exe" /user /groups /fo csv /nh)
    foreach ($line in $lines) {
      if ($line -match '^"([^"]+)","(S-1-[0-9-]+)"\s*$') { $hello.user = $Matches[1]; $hello.userSid = $Matches[2] }
      elseif ($line -match '"S-1-16-(\d+)"') { $hello.elevated = 12288, 16384 -contains [int]$Matches[1] }
    }
  } catch { }
  $hello
}

# What a script is called by: a file's path, or a block of its text. [scriptblock]::Create is refused in
# ConstrainedLanguage. A file's bytes are those that casefile hashed, or it is not run. On Windows the file stays open
# in $Held until its collector has ended, and until then nobody can write, replace or rename it: PowerShell itself reads
# it, so that policies for files hold. Elsewhere the bytes that were hashed run as text. ConstrainedLanguage can only
# hash the file just before PowerShell reads it.
function Get-PslScript($Source, $Held) {
  if (-not $Source.path) {
    if ($Source.script) { Invoke-Expression ("{" + $Source.script + "`n}") }
    return
  }
  $path = ConvertFrom-PslParameter $Source.path
  $text = $null
  if ("$($ExecutionContext.SessionState.LanguageMode)" -eq 'FullLanguage') {
    $stream = [IO.File]::Open($path, 'Open', 'Read', 'Read')
    $Held.streams += @($stream)
    $hash = (Get-FileHash -InputStream $stream -Algorithm SHA256).Hash
    if ($PSHOME -notlike '*\*') {
      $stream.Position = 0
      $reader = New-Object -TypeName System.IO.StreamReader -ArgumentList $stream
      $text = $reader.ReadToEnd()
    }
  }
  else { $hash = (Get-FileHash -LiteralPath $path -Algorithm SHA256).Hash }
  if ($hash -ne $Source.sha256) {
    Write-Error -ErrorAction Stop -ErrorId 'casefile.scriptChanged' -Category SecurityError -Message (
      "$path is not the file that the case was opened with.")
  }
  if ($null -eq $text) { $path } else { Invoke-Expression ("{" + $text + "`n}") }
}

# The host's culture decides what -like, -match and -replace take for one letter, and which calendar a date is written in.
# Collectors run in none. ConstrainedLanguage cannot leave it; its Turkish and Azeri know no I as the capital of i.
function Set-PslCulture($Collector) {
  if ("$($ExecutionContext.SessionState.LanguageMode)" -eq 'FullLanguage') {
    [Threading.Thread]::CurrentThread.CurrentCulture = [cultureinfo]::InvariantCulture
  }
  elseif ('I' -notlike 'i') {
    New-PslFrame 'err' $Collector ([ordered]@{
        id = 'casefile.cultureInConstrainedLanguage'; category = 'InvalidResult'; source = $PSCulture
        message = 'Rows may be missing: in ConstrainedLanguage PowerShell compares texts by the culture of the host, where I and i differ.'
      })
  }
}

# Frames of one collector, as hashtables. Arguments: the collector, the limits, the functions that it may call, casefile's
# process.
function Invoke-PslCollector {
  $private:psl = @{
    name = $args[0].name; limits = $args[1]; began = [datetime]::UtcNow; due = [datetime]::UtcNow.Ticks + 2000000
    parent = $args[3]; rows = @($null) * $args[1].batch; held = 0; batch = 1; count = 0; size = 0; status = 'exited'
  }
  New-PslFrame 'start' $psl.name @{}
  Set-PslCulture $psl.name
  $private:held = @{ streams = @() }
  $private:parameters = @{}
  foreach ($private:property in $args[0].parameters.PSObject.Properties) {
    $parameters[$property.Name] = ConvertFrom-PslParameter $property.Value
  }
  $private:flush = {
    if ($psl.held -gt 0) {
      foreach ($private:frame in @(New-PslItems $psl.name @($psl.rows[0..($psl.held - 1)]) $psl.limits.frame)) {
        if ($null -eq $frame) { $psl.status = 'limit' } else { $psl.size += $frame.json.Length; $frame }
      }
      $psl.count += $psl.held
      $psl.held = 0
      # From one row on and doubling, so that a collector that gets stuck early has delivered what it found.
      if ($psl.batch -lt $psl.limits.batch) { $psl.batch *= 2 }
      $psl.due = [datetime]::UtcNow.Ticks + 2000000
    }
  }
  try {
    $private:script = Get-PslScript $args[0] $held
    $private:functions = Get-PslScript $args[2] $held
    $global:LASTEXITCODE = $null
    & {
      if ($args[0]) { . $args[0] }
      $private:given = $args[2]
      & $args[1] @given
    } $functions $script $parameters 2>&1 3>&1 6>&1 | ConvertTo-PslRow $psl | ForEach-Object {
      Assert-PslParent $psl.parent
      if ($_ -is [hashtable]) {
        . $flush
        if ($psl.count -ge $psl.limits.rows -or $psl.size -ge $psl.limits.total) {
          $psl.status = 'limit'
          throw 'limit'
        }
      }
      elseif ($_ -is [System.Management.Automation.ErrorRecord]) { New-PslError $psl.name $_ }
      elseif ($_ -is [System.Management.Automation.WarningRecord]) {
        New-PslFrame 'warn' $psl.name @{ id = $null; category = $null; message = Get-PslText $_.Message; source = $null }
      }
      elseif ($_ -is [System.Management.Automation.InformationRecord]) {
        if ($_.Tags -contains 'casefile.source') { New-PslFrame 'source' $psl.name ($_.MessageData | ConvertTo-PslRow) }
        else { "$($_.MessageData)" }
      }
    }
    # In a file, exit ends just that file, and shows in $LASTEXITCODE only, where a native program writes as well.
    if ($args[0].mayExit -and $null -ne $global:LASTEXITCODE) { }
    elseif ($psl.status -ne 'limit') { $psl.status = 'ok' }
  }
  catch {
    if ($psl.status -ne 'limit') {
      $psl.status = 'threw'
      New-PslError $psl.name $_
    }
  }
  finally {
    # exit (and a stray break) leave through here too: what was found goes out, and the end says how it ended.
    . $flush
    # Not allowed when the collector changed the language mode; the process ends then.
    foreach ($private:stream in $held.streams) { try { $stream.Dispose() } catch { } }
    New-PslFrame 'end' $psl.name ([ordered]@{
        status = $psl.status; rows = $psl.count; ms = [int]([datetime]::UtcNow - $psl.began).TotalMilliseconds
      })
  }
}

# One place gives out nonce and numbers; a line of text that is not a frame stays one, and is noise to the reader.
$private:sequence = 0
& {
  $private:parent = $args[0].parent
  $private:watch = Start-PslWatch $parent.id
  $parent.started = Get-PslParentStart $parent
  $parent.due = 0
  New-PslFrame 'hello' '-' (Get-PslHello)
  $private:settings = Get-PslSettings
  foreach ($private:collector in $args[0].collectors) {
    Assert-PslParent $parent
    Invoke-PslCollector $collector $args[0].limits $args[0].prelude $parent
    # A language mode cannot be put back. Without a bye the collectors that are left run in a new process.
    if ("$($ExecutionContext.SessionState.LanguageMode)" -ne $settings.language) { return }
    Reset-PslSettings $settings
  }
  if ($watch) { $null = $watch.BeginStop($null, $null) }
  New-PslFrame 'bye' '-' @{}
} $request | ForEach-Object {
  if ($_ -is [hashtable]) {
    $sequence++
    '@{0} {1} {2} {3} {4} {5}' -f $nonce, $_.type, $sequence, $_.collector, $_.json.Length, $_.json
  }
  else { $_ }
}
