<#
.SYNOPSIS
Lists the logon sessions of the host.
.DESCRIPTION
Reads Win32_LogonSession and joins Win32_LoggedOnUser for the account. Without elevation only the own session is seen.
.EXAMPLE
.\Get-LogonSession.ps1 | Format-Table
.OUTPUTS
One object a session: logonId (lower-case hex, as the Security log writes it), logonType, account (DOMAIN\name),
started (UTC, ISO-8601), authenticationPackage.
#>
[CmdletBinding()]
param()

$account = @{}
Read-Source 'Win32_LoggedOnUser' { Get-CimInstance -ClassName Win32_LoggedOnUser -ErrorAction Stop } | ForEach-Object {
    $account["$($_.Dependent.LogonId)"] = "$($_.Antecedent.Domain)\$($_.Antecedent.Name)"
}

Read-Source 'Win32_LogonSession' { Get-CimInstance -ClassName Win32_LogonSession -ErrorAction Stop } | ForEach-Object {
    New-Object -TypeName psobject -Property ([ordered]@{
        logonId               = '0x{0:x}' -f [uint64]$_.LogonId
        logonType             = $_.LogonType
        account               = $account["$($_.LogonId)"]
        started               = ConvertTo-UtcText $_.StartTime
        authenticationPackage = $_.AuthenticationPackage
    })
}
