<#
.SYNOPSIS
A script with one mistake.
.DESCRIPTION
It does not bind its parameters strictly.
.EXAMPLE
.\Get-Wrong.ps1
.OUTPUTS
Nothing.
#>
param()
