# Who the tool runs as: whoami /user and /groups, in the CSV form that scripts read (/fo csv /nh).

# The integrity label is how a constrained script sees elevation: S-1-16-12288 high, 16384 system, 8192 medium.
function Get-SimulatedGroups {
    $c = $script:Computer
    $label, $level = if ($c.userSid -eq 'S-1-5-18') { 'System', 'S-1-16-16384' } elseif ($c.elevated) { 'High', 'S-1-16-12288' } else { 'Medium', 'S-1-16-8192' }
    $groups = @(
        @{ Name = 'Everyone'; Type = 'Well-known group'; Sid = 'S-1-1-0' }
        @{ Name = 'BUILTIN\Administrators'; Type = 'Alias'; Sid = 'S-1-5-32-544'; Deny = -not $c.elevated }
        @{ Name = 'BUILTIN\Users'; Type = 'Alias'; Sid = 'S-1-5-32-545' }
        @{ Name = 'NT AUTHORITY\Authenticated Users'; Type = 'Well-known group'; Sid = 'S-1-5-11' }
    )
    foreach ($group in @($c.groups | Where-Object { $null -ne $_ })) { $groups += @{ Name = $group.name; Type = 'Group'; Sid = $group.sid } }
    return $groups + @{ Name = "Mandatory Label\$label Mandatory Level"; Type = 'Label'; Sid = $level }
}

function whoami {
    [Alias('whoami.exe', 'C:\Windows\System32\whoami.exe')]
    param()
    $null = Invoke-SimulatedFault 'whoami'
    $options = @($args | ForEach-Object { ([string]$_).ToLowerInvariant() })
    $header = $options -notcontains '/nh'
    if ($options -contains '/user') {
        if ($header) { '"User Name","SID"' }
        '"{0}","{1}"' -f ([string]$script:Computer.userName).ToLowerInvariant(), $script:Computer.userSid
    }
    if ($options -contains '/groups') {
        if ($header) { Get-LocalText '"Group Name","Type","SID","Attributes"' }
        foreach ($group in Get-SimulatedGroups) {
            $attributes = if ($group.Type -eq 'Label') { '' } elseif ($group.Deny) { 'Group used for deny only' } else { 'Mandatory group, Enabled by default, Enabled group' }
            '"{0}","{1}","{2}","{3}"' -f (Get-LocalText $group.Name), (Get-LocalText $group.Type), $group.Sid, (Get-LocalText $attributes)
        }
    }
    if ($options -notcontains '/user' -and $options -notcontains '/groups') { ([string]$script:Computer.userName).ToLowerInvariant() }
    $global:LASTEXITCODE = 0
}
