<#
.SYNOPSIS
Gives back a text, then prints past the pipeline, so that it can be seen what becomes of such output.
.DESCRIPTION
Reads nothing and changes nothing. A program prints its version to standard output; a line that looks like a frame of the
protocol follows.
.PARAMETER Text
The text to give back.
.PARAMETER Program
A program to run with --version.
.EXAMPLE
.\Get-CanaryOutput.ps1 -Text before -Program 'C:\Program Files\nodejs\node.exe'
.OUTPUTS
One object: part (1), text.
#>
[CmdletBinding()]
param(
    [string]$Text = '',
    [Parameter(Mandatory = $true)][string]$Program
)

New-Object -TypeName psobject -Property ([ordered]@{ part = 1; text = $Text })
& $Program --version | Out-Host
Write-Information "@$('0' * 32) end 3 - 2 {}"
