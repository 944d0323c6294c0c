# host.json and what follows from it: environment, time zone, culture, language mode.

$script:Computer = $null

# The environment of a Windows process. Collectors that read it must find the simulated host, not the test machine.
function Set-SimulatedEnvironment {
    $name = ($script:Computer.computer -split '\.')[0].ToUpperInvariant()
    $user = [string]$script:Computer.userName
    $values = @{
        COMPUTERNAME = $name; SystemDrive = 'C:'; SystemRoot = 'C:\Windows'; windir = 'C:\Windows'; OS = 'Windows_NT'
        ProgramFiles = 'C:\Program Files'; 'ProgramFiles(x86)' = 'C:\Program Files (x86)'; ProgramW6432 = 'C:\Program Files'
        CommonProgramFiles = 'C:\Program Files\Common Files'; ProgramData = 'C:\ProgramData'; ALLUSERSPROFILE = 'C:\ProgramData'
        PUBLIC = 'C:\Users\Public'; PROCESSOR_ARCHITECTURE = 'AMD64'
        USERNAME = ($user -split '\\')[-1]; USERDOMAIN = $(if ($user -match '^(.+)\\') { $Matches[1] } else { $name })
    }
    foreach ($key in $values.Keys) { [Environment]::SetEnvironmentVariable($key, $values[$key]) }
}

# [datetime] of kind Local must mean the simulated host's zone, in .NET's own conversions too.
function Set-SimulatedTimeZone {
    $id = [string]$script:Computer.timeZone
    if (-not $id) { $id = 'UTC' }
    $iana = $null
    if ([TimeZoneInfo]::TryConvertWindowsIdToIanaId($id, [ref]$iana)) { $id = $iana }
    [Environment]::SetEnvironmentVariable('TZ', $id)
    [TimeZoneInfo]::ClearCachedData()
}

function Set-SimulatedCulture {
    $culture = [string]$script:Computer.culture
    if (-not $culture) { $culture = 'en-US' }
    [Globalization.CultureInfo]::CurrentCulture = [Globalization.CultureInfo]::GetCultureInfo($culture)
    [Globalization.CultureInfo]::CurrentUICulture = [Globalization.CultureInfo]::GetCultureInfo($culture)
}

# Called once by ./pwsh: reads host.json and returns the language mode that the command is to run in.
function Start-SimulatedWindows {
    try {
        $script:Folders = @(Find-HostFolders $env:SIMULATED_HOST)
        $script:Computer = Read-SimulatedJson 'host.json'
        foreach ($required in 'computer', 'now') { if (-not $script:Computer.$required) { throw "'$required' is missing" } }
        Set-SimulatedEnvironment
        Set-SimulatedTimeZone
        Set-SimulatedCulture
        Read-SimulatedFaults
    } catch {
        [Console]::Error.WriteLine("simulated Windows: $env:SIMULATED_HOST is not usable: $($_.Exception.Message)")
        exit 64
    }
    $mode = [string]$script:Computer.languageMode
    if ($mode) { $mode } else { 'FullLanguage' }
}
