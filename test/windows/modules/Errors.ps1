# Error records like the real ones. The caller writes them with its own $PSCmdlet, so that they carry its name.

function New-SimulatedError([Exception]$Exception, [string]$Id, [Management.Automation.ErrorCategory]$Category, $Target, [string]$Activity) {
    $record = [Management.Automation.ErrorRecord]::new((ConvertTo-LocalException $Exception), $Id, $Category, $Target)
    $record.CategoryInfo.Activity = $Activity
    return $record
}

function New-PathNotFoundError([string]$Path, [string]$Activity) {
    $exception = [Management.Automation.ItemNotFoundException]::new("Cannot find path '$Path' because it does not exist.")
    return New-SimulatedError $exception 'PathNotFound' ObjectNotFound $Path $Activity
}

# The same exception with its message in the host's language.
function ConvertTo-LocalException([Exception]$Exception) {
    $text = Get-LocalText $Exception.Message
    if ($text -ceq $Exception.Message) { return $Exception }
    $parts = @($text)
    if ($null -ne $Exception.InnerException) { $parts += $Exception.InnerException }
    return [Activator]::CreateInstance($Exception.GetType(), [object[]]$parts)
}
