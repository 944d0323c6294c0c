# What Windows says in its display language: texts/<language>.json {"English pattern": "text"}, $1 … for what the pattern
# captures. What is not listed stays English, as much does on real hosts.

$script:Texts = $null

function Get-LocalText([string]$English) {
    if ($null -eq $script:Texts) {
        $file = [IO.Path]::Combine($PSScriptRoot, 'texts', ([string]$script:Computer.culture -split '-')[0] + '.json')
        $script:Texts = @(if ([IO.File]::Exists($file)) { (ConvertFrom-SimulatedJson ([IO.File]::ReadAllText($file))).PSObject.Properties })
    }
    foreach ($text in $script:Texts) {
        $match = [regex]::Match($English, "^(?:$($text.Name))$")
        if ($match.Success) { return $match.Result($text.Value) }
    }
    return $English
}
