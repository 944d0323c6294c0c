# The simulated present. It stands still, so that two runs give the same evidence.

function Get-SimulatedNow { return ConvertTo-SimulatedTime $script:Computer.now }

function Microsoft.PowerShell.Commands.GetDateCommand {
    [CmdletBinding()]
    [Alias('Get-Date')]
    param(
        [Parameter(Position = 0, ValueFromPipeline, ValueFromPipelineByPropertyName)][Alias('LastWriteTime')][datetime]$Date,
        [Alias('UnixTime')][long]$UnixTimeSeconds,
        [int]$Year, [int]$Month, [int]$Day, [int]$Hour, [int]$Minute, [int]$Second, [int]$Millisecond,
        [string]$DisplayHint, [string]$UFormat, [string]$Format, [switch]$AsUTC
    )
    process {
        $bound = @{} + $PSBoundParameters
        if (-not $bound.ContainsKey('Date') -and -not $bound.ContainsKey('UnixTimeSeconds')) {
            $bound['Date'] = Get-SimulatedNow
            # -AsUTC came with PowerShell 7.1 for other calls too; the value is converted here so that 5.1 could do it.
            if ($AsUTC) { $bound['Date'] = $bound['Date'].ToUniversalTime(); $null = $bound.Remove('AsUTC') }
        }
        & $script:Real['Get-Date'] @bound
    }
}

function Microsoft.PowerShell.Commands.GetTimeZoneCommand {
    [CmdletBinding()]
    [Alias('Get-TimeZone')]
    param([Parameter(Position = 0)][string[]]$Id, [switch]$ListAvailable)
    if ($ListAvailable) { return [TimeZoneInfo]::GetSystemTimeZones() }
    if (-not $Id) { return Get-SimulatedZone }
    foreach ($one in $Id) {
        try { [TimeZoneInfo]::FindSystemTimeZoneById($one) }
        catch {
            $exception = [TimeZoneNotFoundException]::new("The time zone ID '$one' was not found on the local computer.")
            $PSCmdlet.WriteError((New-SimulatedError $exception 'TimeZoneNotFound' InvalidArgument 'Name' 'Get-TimeZone'))
        }
    }
}

# Windows names its zones differently from the engine's system: the name is the host's, the rules are .NET's.
function Get-SimulatedZone {
    $zone = [TimeZoneInfo]::Local
    $windows = $null
    $id = if ([TimeZoneInfo]::TryConvertIanaIdToWindowsId($zone.Id, [ref]$windows)) { $windows } else { $zone.Id }
    return New-TypedObject ([ordered]@{
        PSTypeName = 'System.TimeZoneInfo'; Id = $id; HasIanaId = $false; DisplayName = $zone.DisplayName
        StandardName = $id; DaylightName = $zone.DaylightName; BaseUtcOffset = $zone.BaseUtcOffset
        SupportsDaylightSavingTime = $zone.SupportsDaylightSavingTime
    })
}

function Microsoft.PowerShell.Commands.GetCultureCommand {
    [CmdletBinding()]
    [Alias('Get-Culture')]
    param([Parameter(Position = 0)][string[]]$Name)
    if (-not $Name) { $Name = [Globalization.CultureInfo]::CurrentCulture.Name }
    foreach ($one in $Name) { [Globalization.CultureInfo]::GetCultureInfo($one) }
}

function Microsoft.PowerShell.Commands.GetUICultureCommand {
    [CmdletBinding()]
    [Alias('Get-UICulture')]
    param()
    [Globalization.CultureInfo]::CurrentUICulture
}
