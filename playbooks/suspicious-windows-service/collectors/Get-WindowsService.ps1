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

function Get-ServiceDll([string]$Key, [string]$Path) {
    if (($Path -split '\\')[-1] -ne 'svchost.exe') { return $null }
    $values = Get-ItemProperty -LiteralPath "$servicesKey\$Key\Parameters" -ErrorAction SilentlyContinue
    if ($values.ServiceDll) { Resolve-ServicePath $values.ServiceDll }
}

$Name = @($Name | Where-Object { $_ })
$ImagePath = @($ImagePath | Where-Object { $_ })
# Nothing that is looked for is no "nothing found".
if ($Name.Count + $ImagePath.Count -eq 0) {
    Write-Error -ErrorId 'NoServiceNamed' -Category InvalidArgument -Message 'Neither a name nor an image path was given.'
    return
}

foreach ($service in Get-ServiceFact) {
    $asked = $Name -contains $service.name -or $Name -contains $service.displayName -or $ImagePath -contains $service.imagePath
    if (-not $asked) { continue }
    $program = Split-ImagePath $service.imagePath
    $dll = Get-ServiceDll $service.name $program.path
    $examined = $program.path
    if ($dll) { $examined = $dll }
    $file = Get-FileFact $examined
    New-Object -TypeName psobject -Property ([ordered]@{
        name             = $service.name
        displayName      = $service.displayName
        description      = $service.description
        imagePath        = Hide-Secret $service.imagePath
        path             = $program.path
        arguments        = Hide-Secret $program.arguments
        serviceDll       = $dll
        program          = $examined
        account          = $service.account
        state            = $service.state
        startMode        = $service.startMode
        processId        = $service.processId
        failureCommand   = $service.failureCommand
        hidden           = $service.hidden
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
