# The WHERE clause of WQL: = <> < <= > >= LIKE, IS [NOT] NULL, AND OR NOT, parentheses, text, numbers, TRUE, FALSE, NULL.
# A recursive descent over tokens; each level returns a script block's worth of work done at once on one row.

function Split-Wql([string]$Text) {
    $tokens = [Collections.Generic.List[string]]::new()
    $pattern = "\G\s*(?:(?<t>'(?:[^'\\]|\\.)*'|""(?:[^""\\]|\\.)*""|<>|!=|<=|>=|[=<>()]|[A-Za-z_][\w.]*|-?\d+(?:\.\d+)?))"
    $at = 0
    $Text = $Text.TrimEnd()
    while ($at -lt $Text.Length) {
        $match = [regex]::new($pattern).Match($Text, $at)
        if (-not $match.Success) { throw [ArgumentException]::new("Invalid query at '$($Text.Substring($at))'") }
        $tokens.Add($match.Groups['t'].Value)
        $at = $match.Index + $match.Length
    }
    return , $tokens.ToArray()
}

function Test-Wql($Row, [string[]]$Tokens) {
    $state = @{ Tokens = $Tokens; At = 0; Row = $Row }
    $result = Test-WqlOr $state
    if ($state.At -lt $Tokens.Count) { throw [ArgumentException]::new("Invalid query at '$($Tokens[$state.At])'") }
    return $result
}

function Get-WqlToken($State) { if ($State.At -lt $State.Tokens.Count) { $State.Tokens[$State.At] } }

function Test-WqlOr($State) {
    $result = Test-WqlAnd $State
    while ((Get-WqlToken $State) -eq 'OR') { $State.At++; $right = Test-WqlAnd $State; $result = $result -or $right }
    return $result
}

function Test-WqlAnd($State) {
    $result = Test-WqlNot $State
    while ((Get-WqlToken $State) -eq 'AND') { $State.At++; $right = Test-WqlNot $State; $result = $result -and $right }
    return $result
}

function Test-WqlNot($State) {
    if ((Get-WqlToken $State) -eq 'NOT') { $State.At++; return -not (Test-WqlNot $State) }
    if ((Get-WqlToken $State) -eq '(') {
        $State.At++
        $result = Test-WqlOr $State
        if ((Get-WqlToken $State) -ne ')') { throw [ArgumentException]::new('Invalid query: a ) is missing') }
        $State.At++
        return $result
    }
    return Test-WqlComparison $State
}

function Test-WqlComparison($State) {
    $left = Get-WqlValue $State (Get-WqlToken $State); $State.At++
    $operator = [string](Get-WqlToken $State); $State.At++
    if ($operator -eq 'IS') {
        $negated = (Get-WqlToken $State) -eq 'NOT'
        if ($negated) { $State.At++ }
        $State.At++
        return ($null -eq $left) -ne $negated
    }
    if ($State.At -ge $State.Tokens.Count) { throw [ArgumentException]::new('Invalid query: it ends too early') }
    $right = Get-WqlValue $State (Get-WqlToken $State); $State.At++
    switch ($operator) {
        '=' { return $left -eq $right }
        { $_ -in '<>', '!=' } { return $left -ne $right }
        '<' { return $left -lt $right }
        '<=' { return $left -le $right }
        '>' { return $left -gt $right }
        '>=' { return $left -ge $right }
        'LIKE' { return [string]$left -match (ConvertTo-LikePattern $right) }
        default { throw [ArgumentException]::new("Invalid query at '$operator'") }
    }
}

function Get-WqlValue($State, [string]$Token) {
    if ($Token -match '^[''"]') { return [regex]::Replace($Token.Substring(1, $Token.Length - 2), '\\(.)', '$1') }
    if ($Token -match '^-?\d') { return [double]::Parse($Token, [Globalization.CultureInfo]::InvariantCulture) }
    switch ($Token) { 'TRUE' { return $true } 'FALSE' { return $false } 'NULL' { return $null } }
    if ($null -eq $State.Row.PSObject.Properties[$Token]) { throw [ArgumentException]::new("Invalid query: no property '$Token'") }
    return $State.Row.$Token
}

# % any text, _ any character, [a-c] a set.
function ConvertTo-LikePattern([string]$Text) {
    $parts = foreach ($piece in [regex]::Matches($Text, '%|_|\[[^\]]*\]|[^%_\[]+|\[')) {
        switch -Regex ($piece.Value) {
            '^%$' { '[\s\S]*' }
            '^_$' { '[\s\S]' }
            '^\[.+\]$' { $piece.Value }
            default { [regex]::Escape($piece.Value) }
        }
    }
    return '^' + ($parts -join '') + '$'
}
