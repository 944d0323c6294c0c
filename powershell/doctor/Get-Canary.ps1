<#
.SYNOPSIS
Gives back what it was given, so that a way of running scripts can be checked for what it does to their data.
.DESCRIPTION
Reads nothing and changes nothing. Gives the text back in parts, and ends otherwise than by returning when asked to.
.PARAMETER Text
The text to give back.
.PARAMETER PartLength
Longest part, in characters.
.PARAMETER End
How to end: return, throw (an error that ends the script) or exit (ends the process).
.EXAMPLE
.\Get-Canary.ps1 -Text "it's" -End throw
.OUTPUTS
One object a part: part (from 1), text.
#>
[CmdletBinding()]
param(
    [string]$Text = '',
    [int]$PartLength = 16384,
    [ValidateSet('return', 'throw', 'exit')][string]$End = 'return'
)

$part = 0
for ($at = 0; $at -lt $Text.Length; $at += $PartLength) {
    $part++
    $length = $PartLength
    if ($at + $length -gt $Text.Length) { $length = $Text.Length - $at }
    New-Object -TypeName psobject -Property ([ordered]@{ part = $part; text = $Text.Substring($at, $length) })
}
if ($End -eq 'throw') { throw 'casefile doctor: thrown on purpose' }
if ($End -eq 'exit') { exit 3 }
