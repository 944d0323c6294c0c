# services.json: rows of Win32_Service. Get-Service shows the same services as ServiceController objects.

$script:ServiceProperties = 'Name', 'DisplayName', 'Description', 'State', 'Status', 'StartMode', 'StartName', 'PathName', 'ProcessId', 'Started', 'ServiceType', 'ExitCode', 'DelayedAutoStart', 'ErrorControl', 'AcceptStop', 'SystemName', 'Caption', 'ServiceSpecificExitCode'

function Get-CimService {
    foreach ($row in Read-SimulatedRows 'services.json') {
        $object = New-SimulatedRow $row $script:ServiceProperties (Get-CimType 'Win32_Service')
        if ($null -eq $object.SystemName) { $object.SystemName = $env:COMPUTERNAME }
        if ($null -eq $object.Started) { $object.Started = $row.State -eq 'Running' }
        if ($null -eq $object.Status) { $object.Status = 'OK' }
        $object
    }
}

function Microsoft.PowerShell.Commands.GetServiceCommand {
    [CmdletBinding(DefaultParameterSetName = 'Default')]
    [Alias('Get-Service')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'Default', ValueFromPipeline, ValueFromPipelineByPropertyName)][Alias('ServiceName')][string[]]$Name,
        [Parameter(Mandatory, ParameterSetName = 'DisplayName')][string[]]$DisplayName,
        [switch]$RequiredServices, [switch]$DependentServices
    )
    process {
        $null = Invoke-SimulatedFault 'Get-Service' @{ name = $Name }
        $byDisplay = $null -ne $DisplayName
        foreach ($wanted in $(if ($byDisplay) { $DisplayName } elseif ($Name) { $Name } else { '*' })) {
            $found = @(Read-SimulatedRows 'services.json' | Where-Object { $(if ($byDisplay) { $_.DisplayName } else { $_.Name }) -like $wanted })
            foreach ($row in $found) { New-ServiceObject $row }
            if ($found.Count -or [Management.Automation.WildcardPattern]::ContainsWildcardCharacters($wanted)) { continue }
            $what, $key = if ($byDisplay) { 'display name', 'NoServiceFoundForGivenDisplayName' } else { 'service name', 'NoServiceFoundForGivenName' }
            $exception = [InvalidOperationException]::new("Cannot find any service with $what '$wanted'.")
            $PSCmdlet.WriteError((New-SimulatedError $exception $key ObjectNotFound $wanted 'Get-Service'))
        }
    }
}

function New-ServiceObject($Row) {
    $start = switch ($Row.StartMode) { 'Auto' { 'Automatic' } default { $_ } }
    return New-TypedObject ([ordered]@{
        PSTypeName = 'System.Service.ServiceController#StartupType'; Name = $Row.Name; ServiceName = $Row.Name; DisplayName = $Row.DisplayName
        Status = ConvertTo-SimulatedEnum 'ServiceStatus' ($Row.State -replace ' ', ''); StartType = ConvertTo-SimulatedEnum 'StartType' $start
        ServiceType = $Row.ServiceType; UserName = $Row.StartName; BinaryPathName = $Row.PathName; Description = $Row.Description; MachineName = '.'
    })
}
