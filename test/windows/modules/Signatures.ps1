# Who signed and who owns: Get-AuthenticodeSignature and Get-Acl.

function Microsoft.PowerShell.Commands.GetAuthenticodeSignatureCommand {
    [CmdletBinding(DefaultParameterSetName = 'ByPath')]
    [Alias('Get-AuthenticodeSignature')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'ByPath', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$FilePath,
        [Parameter(ParameterSetName = 'ByLiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath')][string[]]$LiteralPath
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $FilePath })) {
            $found = @(if (Test-SimulatedPath $one) { Find-SimulatedItem $one $literal } else { })
            if (-not $found) {
                $exception = [IO.FileNotFoundException]::new("File $one was not found.", $one)
                $PSCmdlet.WriteError((New-SimulatedError $exception 'FileNotFound' ObjectNotFound $one 'Get-AuthenticodeSignature'))
                continue
            }
            foreach ($item in $found) {
                if ($item.Kind -eq 'file' -and $item.Entry.Directory) { continue }
                if (Test-Denied $item 'Get-AuthenticodeSignature') { $PSCmdlet.WriteError((New-ItemDeniedError $item 'Get-AuthenticodeSignature')); continue }
                New-SignatureObject $item.Entry
            }
        }
    }
}

# A file for which files.json states no signature is unsigned.
function New-SignatureObject([hashtable]$Entry) {
    $signature = $Entry.Meta.signature
    $status = if ($signature.status) { [string]$signature.status } else { 'NotSigned' }
    $type = if ($signature.signatureType) { [string]$signature.signatureType } elseif ($status -eq 'NotSigned') { 'None' } else { 'Authenticode' }
    $certificate = $null
    if ($signature.subject) {
        $certificate = New-TypedObject ([ordered]@{
            PSTypeName = 'System.Security.Cryptography.X509Certificates.X509Certificate2'
            Subject = $signature.subject; Issuer = $signature.issuer; Thumbprint = $signature.thumbprint; SerialNumber = $signature.serialNumber
            NotBefore = ConvertTo-SimulatedTime $signature.notBefore; NotAfter = ConvertTo-SimulatedTime $signature.notAfter
        })
    }
    return New-TypedObject ([ordered]@{
        PSTypeName = 'System.Management.Automation.Signature'
        SignerCertificate = $certificate; TimeStamperCertificate = $null
        Status = [Management.Automation.SignatureStatus]$status
        StatusMessage = $(if ($status -eq 'Valid') { Get-LocalText 'Signature verified.' } else { "The file $($Entry.Full): $status." })
        Path = $Entry.Full; SignatureType = [Management.Automation.SignatureType]$type; IsOSBinary = [bool]$signature.isOSBinary
    })
}

# The abbreviations that Windows itself uses in SDDL: a reader of Sddl meets O:SY, not O:S-1-5-18.
$script:SddlNames = @{
    'S-1-5-18' = 'SY'; 'S-1-5-19' = 'LS'; 'S-1-5-20' = 'NS'; 'S-1-5-32-544' = 'BA'; 'S-1-5-32-545' = 'BU'; 'S-1-5-32-546' = 'BG'
    'S-1-1-0' = 'WD'; 'S-1-5-11' = 'AU'; 'S-1-3-0' = 'CO'; 'S-1-5-32-547' = 'PU'; 'S-1-5-32-551' = 'BO'
}

function Microsoft.PowerShell.Commands.GetAclCommand {
    [CmdletBinding(DefaultParameterSetName = 'ByPath')]
    [Alias('Get-Acl')]
    param(
        [Parameter(Position = 0, ParameterSetName = 'ByPath', ValueFromPipeline, ValueFromPipelineByPropertyName)][string[]]$Path,
        [Parameter(ParameterSetName = 'ByLiteralPath', ValueFromPipelineByPropertyName)][Alias('PSPath')][string[]]$LiteralPath
    )
    process {
        $literal = $null -ne $LiteralPath
        foreach ($one in $(if ($literal) { $LiteralPath } else { $Path })) {
            $found = @(if (Test-SimulatedPath $one) { Find-SimulatedItem $one $literal } else { })
            if (-not $found) { $PSCmdlet.WriteError((New-PathNotFoundError $one 'Get-Acl')); continue }
            foreach ($item in $found) {
                if (Test-Denied $item 'Get-Acl') { $PSCmdlet.WriteError((New-DeniedError 'Get-Acl' $item.Entry.Full)); continue }
                New-AclObject $item
            }
        }
    }
}

# What files.json does not state belongs to TrustedInstaller's system, that is to SYSTEM.
function New-AclObject([hashtable]$Item) {
    $meta = if ($Item.Kind -eq 'file') { $Item.Entry.Meta }
    $sid = if ($meta.ownerSid) { [string]$meta.ownerSid } else { 'S-1-5-18' }
    $name = if ($meta.owner) { [string]$meta.owner } elseif ($meta.ownerSid) { "O:$sid" } else { Get-LocalText 'NT AUTHORITY\SYSTEM' }
    $short = if ($script:SddlNames.ContainsKey($sid)) { $script:SddlNames[$sid] } else { $sid }
    $provider = if ($Item.Kind -eq 'file') { 'FileSystem' } else { 'Registry' }
    $object = New-TypedObject ([ordered]@{
        PSTypeName = $(if ($Item.Kind -eq 'file') { 'System.Security.AccessControl.FileSecurity' } else { 'System.Security.AccessControl.RegistrySecurity' })
        PSPath = "Microsoft.PowerShell.Core\${provider}::$($Item.Entry.Full)"; Path = "Microsoft.PowerShell.Core\${provider}::$($Item.Entry.Full)"
        Owner = $name; Group = $name
        Sddl = "O:${short}G:${short}D:AI(A;ID;FA;;;SY)(A;ID;FA;;;BA)(A;ID;0x1200a9;;;BU)"
        AreAccessRulesProtected = $false
    })
    $owner = {
        param($type)
        $text = if ("$type" -like '*SecurityIdentifier') { $sid } else { $name }
        [psobject]::AsPSObject($text) | ForEach-Object { $_.PSObject.Properties.Add([Management.Automation.PSNoteProperty]::new('Value', $text)); $_ }
    }.GetNewClosure()
    Add-SimulatedMethod $object 'GetOwner' $owner
    return $object
}
