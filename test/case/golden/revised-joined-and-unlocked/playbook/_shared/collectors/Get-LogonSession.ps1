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

function ConvertTo-UtcText($Time) {
    if ($null -eq $Time) { return $null }
    $Time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [cultureinfo]::InvariantCulture)
}

function Write-Source([string]$Name, [string]$Outcome, $Reason) {
    Write-Information -Tags 'casefile.source' -MessageData (New-Object -TypeName psobject -Property ([ordered]@{
            name = $Name; outcome = $Outcome; reason = $Reason; from = $null; to = $null; oldest = $null; truncated = $false
        }))
}

# Ids, categories and result codes are the same in every display language; messages are not.
function Write-SourceError([string]$Name, $Problem) {
    $id = ($Problem.FullyQualifiedErrorId -split ',')[0]
    $category = [string]$Problem.CategoryInfo.Category
    for ($cause = $Problem.Exception; $cause; $cause = $cause.InnerException) {
        if ($cause.HResult -eq 0x80070005) { $category = 'PermissionDenied' }
    }
    $reason = 'threw'
    if ('PermissionDenied', 'SecurityError' -contains $category) { $category = 'PermissionDenied'; $reason = 'denied' }
    if ($id -eq 'CommandNotFoundException') { $reason = 'unsupported' }
    Write-Error -ErrorId $id -Category $category -TargetObject $Name -Message "${Name}: $($Problem.Exception.Message)"
    Write-Source $Name 'failed' $reason
}

$account = @{}
try {
    foreach ($link in Get-CimInstance -ClassName Win32_LoggedOnUser -ErrorAction Stop) {
        $account["$($link.Dependent.LogonId)"] = "$($link.Antecedent.Domain)\$($link.Antecedent.Name)"
    }
    Write-Source 'Win32_LoggedOnUser' $(if ($account.Count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'Win32_LoggedOnUser' $_ }

try {
    $sessions = @(Get-CimInstance -ClassName Win32_LogonSession -ErrorAction Stop)
    foreach ($session in $sessions) {
        New-Object -TypeName psobject -Property ([ordered]@{
            logonId               = '0x{0:x}' -f [uint64]$session.LogonId
            logonType             = $session.LogonType
            account               = $account["$($session.LogonId)"]
            started               = ConvertTo-UtcText $session.StartTime
            authenticationPackage = $session.AuthenticationPackage
        })
    }
    Write-Source 'Win32_LogonSession' $(if ($sessions.Count) { 'collected' } else { 'empty' })
}
catch { Write-SourceError 'Win32_LogonSession' $_ }
