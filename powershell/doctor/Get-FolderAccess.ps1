<#
.SYNOPSIS
Reads who may do what in a folder: its access list as Windows writes it down (SDDL).
.DESCRIPTION
Where the folder does not exist yet, the nearest folder above it is read, since that is what a new folder inherits from.
Needs no elevation as a rule.
.PARAMETER Path
The folder, as an absolute path.
.EXAMPLE
.\Get-FolderAccess.ps1 -Path C:\IR\cases
.OUTPUTS
One object: path (the folder that was read), sddl.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory = $true)][string]$Path
)

$folder = $Path
while ($folder -and -not (Test-Path -LiteralPath $folder)) { $folder = Split-Path -Path $folder -Parent }
if (-not $folder) {
    Write-Error -ErrorId 'FolderNotFound' -Category ObjectNotFound -TargetObject $Path -Message "${Path}: neither it nor a folder above it exists."
    return
}
$access = Get-Acl -LiteralPath $folder -ErrorAction Stop
New-Object -TypeName psobject -Property ([ordered]@{ path = $folder; sddl = [string]$access.Sddl })
