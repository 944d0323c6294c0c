# The XML of an event as EvtRender writes it: single quotes, seven digits of a second, EventData or UserData.

function Protect-XmlText([string]$Text) { return $Text.Replace('&', '&amp;').Replace('<', '&lt;').Replace('>', '&gt;') }
function Protect-XmlAttribute([string]$Text) { return (Protect-XmlText $Text).Replace("'", '&apos;') }

function Format-EventTime([string]$Time) {
    $moment = [datetime]::Parse($Time, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal')
    return $moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", [Globalization.CultureInfo]::InvariantCulture)
}

# $Searchable: the form that XPath filters run on. It has no namespace, and the time is a number (milliseconds since
# 1970), because XPath 1.0 compares numbers only while the event log compares times.
function ConvertTo-EventXml($Row, [switch]$Searchable) {
    $xml = [Text.StringBuilder]::new()
    $null = $xml.Append($(if ($Searchable) { '<Event>' } else { "<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'>" }))
    $guid = if ($Row.providerGuid) { " Guid='{0}'" -f (Protect-XmlAttribute $Row.providerGuid) }
    $null = $xml.Append("<System><Provider Name='$(Protect-XmlAttribute $Row.provider)'$guid/>")
    $qualifiers = if ($null -ne $Row.qualifiers) { " Qualifiers='$($Row.qualifiers)'" }
    $null = $xml.Append("<EventID$qualifiers>$($Row.id)</EventID><Version>$([int]$Row.version)</Version><Level>$([int]$Row.level)</Level>")
    $keywords = if ($Row.keywords) { $Row.keywords } else { '0x0' }
    $null = $xml.Append("<Task>$([int]$Row.task)</Task><Opcode>$([int]$Row.opcode)</Opcode><Keywords>$keywords</Keywords>")
    $time = if ($Searchable) { (Get-EpochMilliseconds $Row.time).ToString([Globalization.CultureInfo]::InvariantCulture) } else { Format-EventTime $Row.time }
    $null = $xml.Append("<TimeCreated SystemTime='$time'/><EventRecordID>$($Row.recordId)</EventRecordID><Correlation/>")
    $null = $xml.Append("<Execution ProcessID='$([int]$Row.pid)' ThreadID='$([int]$Row.tid)'/><Channel>$(Protect-XmlText $Row.log)</Channel>")
    $user = if ($Row.userSid) { " UserID='$(Protect-XmlAttribute $Row.userSid)'" }
    $null = $xml.Append("<Computer>$(Protect-XmlText $Row.computer)</Computer><Security$user/></System>")
    if ($null -ne $Row.userData) { Add-UserData $xml $Row.userData ([bool]$Searchable) } else { Add-EventData $xml $Row }
    return $xml.Append('</Event>').ToString()
}

function Get-EpochMilliseconds([string]$Time) {
    $moment = [datetime]::Parse($Time, [Globalization.CultureInfo]::InvariantCulture, [Globalization.DateTimeStyles]'AssumeUniversal, AdjustToUniversal')
    return ($moment - [datetime]::UnixEpoch).TotalMilliseconds
}

function Add-EventData($Xml, $Row) {
    $null = $Xml.Append('<EventData>')
    if ($Row.data -is [array]) {
        foreach ($value in $Row.data) { $null = $Xml.Append("<Data>$(Protect-XmlText $value)</Data>") }
    } elseif ($null -ne $Row.data) {
        foreach ($property in $Row.data.PSObject.Properties) { $null = $Xml.Append("<Data Name='$(Protect-XmlAttribute $property.Name)'>$(Protect-XmlText $property.Value)</Data>") }
    }
    if ($Row.binary) { $null = $Xml.Append("<Binary>$($Row.binary)</Binary>") }
    $null = $Xml.Append('</EventData>')
}

# {"LogFileCleared": {"SubjectUserSid": …}}
function Add-UserData($Xml, $UserData, [bool]$Searchable) {
    $null = $Xml.Append('<UserData>')
    foreach ($root in $UserData.PSObject.Properties) {
        $namespace = if (-not $Searchable) { " xmlns='http://manifests.microsoft.com/win/2004/08/windows/eventlog'" }
        $null = $Xml.Append("<$($root.Name)$namespace>")
        foreach ($field in $root.Value.PSObject.Properties) { $null = $Xml.Append("<$($field.Name)>$(Protect-XmlText $field.Value)</$($field.Name)>") }
        $null = $Xml.Append("</$($root.Name)>")
    }
    $null = $Xml.Append('</UserData>')
}
