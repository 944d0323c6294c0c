<#
.SYNOPSIS
A script that does not say enough.
#>
[CmdletBinding()]
param()
