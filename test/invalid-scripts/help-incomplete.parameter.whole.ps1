<#
.SYNOPSIS
A script with one mistake.
.DESCRIPTION
It has a parameter that nobody explains.
.EXAMPLE
.\Get-Wrong.ps1
.OUTPUTS
Nothing.
#>
[CmdletBinding()]
param([string]$Name)
