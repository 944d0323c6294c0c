<#
.SYNOPSIS
Runs collectors from files: psl/1 (docs/psl.md) for hosts where only signed scripts run unconstrained.

.DESCRIPTION
The same runner and the same request as ever, one line of JSON on stdin, but started with -File instead of -Command, and
collectors come as paths instead of text. Sign this file, runner.ps1 and the playbook's collectors. ASCII only, grammar
of Windows PowerShell 5.1.
#>
$env:PSModulePath = $PSHOME + '/Modules'
if ($PSHOME -like '*\*') { $env:PSModulePath += ';' + $env:SystemRoot + '\System32\WindowsPowerShell\v1.0\Modules' }
$s = (@($input) -join '') | ConvertFrom-Json
. (Join-Path -Path $PSScriptRoot -ChildPath 'runner.ps1')
