<#
.SYNOPSIS
A script with one mistake.
.DESCRIPTION
It brings in names from elsewhere.
.EXAMPLE
.\Get-Wrong.ps1
.OUTPUTS
Nothing.
#>
using namespace System.IO
[CmdletBinding()]
param()
