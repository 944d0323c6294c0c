<#
.SYNOPSIS
Lists what a PowerShell script uses: commands, types, methods, assignments, redirections, syntax. Runs nothing of it.
.DESCRIPTION
Reads the text with the parser of the engine that it runs on and walks the syntax tree. What is allowed is not decided
here but by powershell/allowed.json. Needs FullLanguage, since the parser is a .NET class. One file, since it is sent as
one text.
.PARAMETER Script
Text of the script.
.PARAMETER Prelude
Text of a script whose functions are there before this one runs.
.EXAMPLE
.\check-script.ps1 -Script (Get-Content -Raw .\Get-Example.ps1) | ForEach-Object { New-Object psobject -Property $_ }
.OUTPUTS
One dictionary a use: use, name, line, column (both from 1), text (as it is written), and for some: of, kind, elements.
Syntax, operators, variables and types come once each; everything else at every place. In no particular order.
#>
[CmdletBinding()]
param([string]$Script, [string]$Prelude)

if ([string]$ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Error -ErrorId 'LanguageModeNotFull' -Category PermissionDenied -Message 'Reading a script needs FullLanguage.'
    return
}

function Get-Place($Extent) {
    $text = $Extent.Text
    if ($text.Length -gt 200) { $text = $text.Substring(0, 200) }
    $text = $text -replace '\s+', ' '
    if ($text.Length -gt 60) { $text = $text.Substring(0, 57) + '...' }
    @{ line = $Extent.StartLineNumber; column = $Extent.StartColumnNumber; text = $text }
}

function Write-Use([string]$Use, $Name, $Node, [hashtable]$More = @{}) {
    @{ use = $Use; name = $Name } + (Get-Place $Node.Extent) + $More
}

# Names of the types in a type name: [string[]] is string, a generic type is itself and its arguments.
function Get-TypeName($TypeName) {
    if ($TypeName.ElementType) { Get-TypeName $TypeName.ElementType }
    elseif ($TypeName.GenericArguments) {
        $TypeName.TypeName.FullName
        foreach ($inner in $TypeName.GenericArguments) { Get-TypeName $inner }
    }
    else { $TypeName.FullName }
}

# The expression inside what the grammar wraps around it: a pipeline of one, parentheses, a conversion.
function Get-Inner($Node, [switch]$Converted) {
    while ($Node) {
        $kind = $Node.GetType().Name
        if ($kind -eq 'PipelineAst' -and $Node.PipelineElements.Count -eq 1) { $Node = $Node.PipelineElements[0] }
        elseif ($kind -eq 'CommandExpressionAst' -and -not $Node.Redirections.Count) { $Node = $Node.Expression }
        elseif ($kind -eq 'ParenExpressionAst') { $Node = $Node.Pipeline }
        elseif ($Converted -and $kind -match '^(Convert|Attributed)ExpressionAst$') { $Node = $Node.Child }
        else { break }
    }
    $Node
}

# A variable's name without its scope: $private:x and $x are one.
function Get-BareName($Variable) { $Variable.VariablePath.UserPath -replace '^(private|local|script|global|using):', '' }

function Get-ScopeName($Variable) {
    if ($Variable.VariablePath.UserPath -match '^([^:]+):') { $Matches[1].ToLowerInvariant() }
}

# What an argument is, as far as it can be told without running anything. It is literal where nothing in it is computed;
# a variable is what the script sets it to, if that is a literal wherever it is set.
function Get-Argument($Node) {
    $node = Get-Inner $Node
    $argument = @{ kind = 'other'; values = @(); keys = @(); literal = $true } + (Get-Place $Node.Extent)
    $parts = @()
    switch ($node.GetType().Name) {
        'StringConstantExpressionAst' { $argument.kind = 'constant'; $argument.values = @($node.Value) }
        'ConstantExpressionAst' { $argument.kind = 'constant'; $argument.values = @("$($node.Value)") }
        'ScriptBlockExpressionAst' { $argument.kind = 'block' }
        'ArrayLiteralAst' { $parts = @($node.Elements | ForEach-Object { Get-Argument $_ }) }
        'HashtableAst' {
            $keys = @($node.KeyValuePairs | ForEach-Object { Get-Argument $_.Item1 })
            $contents = @($node.KeyValuePairs | ForEach-Object { Get-Argument $_.Item2 })
            $argument.literal = -not ($keys + $contents | Where-Object { -not $_.literal })
            if (-not ($keys | Where-Object { $_.kind -ne 'constant' })) {
                $argument.kind = 'hashtable'
                $argument.keys = @($keys | ForEach-Object { $_.values })
            }
        }
        'VariableExpressionAst' {
            $name = Get-BareName $node
            if (-not $known.ContainsKey($name)) {
                # A variable may be set to something that it is part of itself: until this is done nothing is known.
                $known[$name] = @()
                $values = @($bindings[$name] | Where-Object { $_ })
                if (-not ($values | Where-Object { $_ -is [string] })) {
                    $known[$name] = @($values | ForEach-Object { Get-Argument $_ })
                }
            }
            $parts = $known[$name]
            $argument.literal = $false
        }
        default { $argument.literal = $false }
    }
    if ($parts) {
        $argument.literal = -not ($parts | Where-Object { -not $_.literal })
        if (-not ($parts | Where-Object { $_.kind -ne 'constant' })) {
            $argument.kind = 'constant'
            $argument.values = @($parts | ForEach-Object { $_.values })
        }
    }
    $argument
}

# What follows a command's name: parameters and arguments in order. A splatted variable that is only ever a literal
# hashtable counts as the parameters that it holds; of any other the contents are unknown.
function Get-Element($Node) {
    if ($Node.GetType().Name -eq 'CommandParameterAst') {
        $element = @{ parameter = $Node.ParameterName; argument = $null } + (Get-Place $Node.Extent)
        if ($Node.Argument) { $element.argument = Get-Argument $Node.Argument }
        return $element
    }
    if (-not $Node.Splatted) { return (Get-Place $Node.Extent) + @{ argument = (Get-Argument $Node) } }
    $literals = $bindings[(Get-BareName $Node)]
    $name = Get-BareName $Node
    $uses = @($nodes['VariableExpression'] | Where-Object { -not $_.Splatted -and (Get-BareName $_) -eq $name })
    if (-not $literals -or $uses.Count -ne @($literals).Count -or ($literals | Where-Object { -not $_.KeyValuePairs })) {
        return (Get-Place $Node.Extent) + @{ splat = 'unknown' }
    }
    foreach ($pair in $literals | ForEach-Object { $_.KeyValuePairs }) {
        $key = Get-Argument $pair.Item1
        if ($key.kind -ne 'constant') { (Get-Place $Node.Extent) + @{ splat = 'unknown' }; continue }
        (Get-Place $pair.Item1.Extent) + @{ parameter = $key.values[0]; argument = (Get-Argument $pair.Item2); splat = 'known' }
    }
}

# Is the variable a parameter of this type of the very block that it stands in? The type holds for later assignments too.
function Test-Parameter($Variable, [string]$Type) {
    $block = $Variable
    while ($block.GetType().Name -ne 'ScriptBlockAst') { $block = $block.Parent }
    $parameters = @($block.ParamBlock.Parameters) + @($block.Parent.Parameters)
    $name = $Variable.VariablePath.UserPath
    @($parameters | Where-Object { $_.StaticType.Name -eq $Type -and $_.Name.VariablePath.UserPath -eq $name }).Count -gt 0
}

# Such a parameter holds a block of this script when nothing else sets a variable of that name, and when every call gives
# it a literal block, which Get-Signature lets the calls be checked for. No text can become a block.
function Test-BlockParameter($Variable) {
    $others = $bindings[(Get-BareName $Variable)] | Where-Object {
        $_ -is [string] -or $_.StaticType.Name -ne 'ScriptBlock' -or $_.DefaultValue -or $_.Parent.Parent -eq $tree -or
        $_.GetType().Name -ne 'ParameterAst'
    }
    -not $others -and (Test-Parameter $Variable 'ScriptBlock')
}

# Parameters of a function in order: *Block, -Switch, Other. Nothing if no block is among them.
function Get-Signature($Function) {
    $parameters = @($Function.Parameters) + @($Function.Body.ParamBlock.Parameters) | Where-Object { $_ }
    if (-not ($parameters | Where-Object { $_.StaticType.Name -eq 'ScriptBlock' })) { return }
    $marked = foreach ($parameter in $parameters) {
        $mark = @{ ScriptBlock = '*'; SwitchParameter = '-' }[$parameter.StaticType.Name]
        "$mark$($parameter.Name.VariablePath.UserPath)"
    }
    $marked -join ' '
}

function Write-Command($Node) {
    $first = $Node.CommandElements[0]
    $name = $Node.GetCommandName()
    $kind = 'expression'
    if ($name) {
        $kind = 'name'
        # While parameters get their defaults, no function of the script is there yet.
        $early = $tree.ParamBlock -and $Node.Extent.StartOffset -lt $tree.ParamBlock.Extent.EndOffset
        if ($given -contains $name -or ($own -contains $name -and -not $early)) { $kind = 'function' }
    }
    elseif ($first.GetType().Name -eq 'ScriptBlockExpressionAst') { $kind = 'block' }
    elseif ($first.GetType().Name -eq 'VariableExpressionAst' -and (Test-BlockParameter $first)) { $kind = 'block' }
    $elements = @($Node.CommandElements | Select-Object -Skip 1 | ForEach-Object { Get-Element $_ })
    $of = $null
    if ($kind -eq 'function') { $of = $signatures[$name] }
    elseif ($Node.Parent.PipelineElements -and $Node.Parent.PipelineElements[0] -ne $Node) { $of = 'piped' }
    Write-Use 'command' $name $Node @{ kind = $kind; elements = $elements; of = $of }
}

# A literal, with or without something added to it, or a parameter of that type.
function Test-Hashtable($Value) {
    if ($Value -is [string]) { return $false }
    if ("$($Value.Operator)" -eq 'Plus') { $Value = $Value.Left }
    $kind = $Value.GetType().Name
    $kind -eq 'HashtableAst' -or ($kind -eq 'ParameterAst' -and $Value.StaticType.Name -eq 'Hashtable')
}

# What an assignment changes. A property of anything but a dictionary may be a file's time or a process's priority.
function Write-Target($Node) {
    $target = Get-Inner $Node -Converted
    switch ($target.GetType().Name) {
        'ArrayLiteralAst' { foreach ($one in $target.Elements) { Write-Target $one } }
        'VariableExpressionAst' {
            $null = $once.Add("variable $($target.VariablePath.UserPath)")
            Write-Use 'assignment' (Get-BareName $target) $target @{ kind = 'variable'; of = (Get-ScopeName $target) }
        }
        'IndexExpressionAst' { }
        'MemberExpressionAst' {
            $kind = 'member'
            $owner = $target.Expression
            if ($owner.GetType().Name -eq 'VariableExpressionAst') {
                $bound = $bindings[(Get-BareName $owner)]
                $only = $bound -and -not ($bound | Where-Object { -not (Test-Hashtable $_) })
                if ($only -or (Test-Parameter $owner 'Hashtable')) { $kind = 'entry' }
            }
            Write-Use 'assignment' (Get-BareName $owner) $target @{ kind = $kind }
        }
        default { Write-Use 'assignment' $null $target @{ kind = 'member' } }
    }
}

# By name: what a variable is set to, the parameter that it is, or the text 'other'.
function Add-Binding($Variable, $Value) {
    $name = Get-BareName $Variable
    if ($bindings.ContainsKey($name)) { $bindings[$name] += @($Value) } else { $bindings[$name] = @($Value) }
}

function Read-Binding($Node) {
    switch ($Node.GetType().Name) {
        'AssignmentStatementAst' {
            if ($Node.Left.GetType().Name -eq 'VariableExpressionAst' -and "$($Node.Operator)" -eq 'Equals') {
                $value = Get-Inner $Node.Right
                if ("$($value.Type.TypeName.Name)" -eq 'ordered') { $value = $value.Child }
                Add-Binding $Node.Left $value
                return
            }
            $left = Get-Inner $Node.Left -Converted
            if ($left.Elements) { $left = $left.Elements | ForEach-Object { Get-Inner $_ -Converted } }
            foreach ($one in $left) { if ($one.VariablePath) { Add-Binding $one 'other' } }
        }
        'ParameterAst' { Add-Binding $Node.Name $Node }
        'ForEachStatementAst' { Add-Binding $Node.Variable 'other' }
        'CommandParameterAst' {
            # -ErrorVariable x binds x.
            $elements = $Node.Parent.CommandElements
            $name = $Node.Argument
            if (-not $name) { $name = $elements[$elements.IndexOf($Node) + 1] }
            if ($Node.ParameterName -like '*Variable' -and $name.Value) {
                $bindings["$($name.Value)" -replace '^\+', ''] = @('other')
            }
        }
    }
}

# Functions that are there before anything can call them; whatever is called by another name is no function of ours.
function Get-OwnFunction($Statements) {
    $functions = @($Statements | Where-Object { $_.GetType().Name -eq 'FunctionDefinitionAst' })
    $names = @($functions | ForEach-Object { $_.Name })
    foreach ($statement in $Statements) {
        if ($statement.GetType().Name -eq 'FunctionDefinitionAst') { $statement.Name; continue }
        $calls = $statement.FindAll({ $args[0].GetType().Name -eq 'CommandAst' }, $true)
        if ($calls | Where-Object { -not $_.GetCommandName() -or $names -contains $_.GetCommandName() }) { return }
    }
}

# -split, -replace (from 6 on) and switch call a block that they are given: a value that may be anyone's block.
function Write-Operand($Node, [string]$Operator) {
    $operand = Get-Inner $Node
    $parts = @($operand)
    if ($operand.Elements) { $parts = @($operand.Elements | ForEach-Object { Get-Inner $_ }) }
    foreach ($part in $parts) {
        $kind = $part.GetType().Name
        if ($kind -eq 'ScriptBlockExpressionAst' -and $Operator -match 'replace') {
            Write-Use 'newer' '-replace with a block' $part
        }
        $text = $kind -eq 'ExpandableStringExpressionAst' -or (Get-ScopeName $part) -eq 'env' -or
        ($kind -eq 'ConvertExpressionAst' -and $part.Type.TypeName.Name -eq 'string')
        if (-not $text -and -not (Get-Argument $part).literal) { Write-Use 'operand' $Operator $part }
    }
}

function Write-MemberUse($Node) {
    $name = $null
    if ($Node.Member.GetType().Name -eq 'StringConstantExpressionAst') { $name = $Node.Member.Value }
    if ($Node.Static) {
        $of = $null
        if ($Node.Expression.GetType().Name -eq 'TypeExpressionAst') { $of = $Node.Expression.TypeName.FullName }
        Write-Use 'static' $name $Node @{ of = $of }
    }
    elseif ($Node.GetType().Name -eq 'InvokeMemberExpressionAst') { Write-Use 'method' $name $Node }
}

function Write-FunctionUse($Node) {
    $place = 'late'
    if ($given -contains $Node.Name) { $place = 'given' }
    elseif (@($nodes['FunctionDefinition'] | Where-Object { $_.Name -eq $Node.Name }).Count -gt 1) { $place = 'twice' }
    elseif ($Node.Parent -ne $tree.EndBlock) { $place = 'nested' }
    elseif ($own -contains $Node.Name) { $place = 'own' }
    if ($Node.IsWorkflow) { Write-Use 'syntax' 'Workflow' $Node }
    Write-Use 'function' $Node.Name $Node @{ kind = $place }
}

# What a node says beyond its kind.
function Write-NodeUse([string]$Kind, $Node) {
    switch ($Kind) {
        'Command' { Write-Command $Node }
        'Pipeline' { if ($Node.Background) { Write-Use 'newer' '& behind a pipeline' $Node } }
        'Attribute' { Write-Use 'attribute' $Node.TypeName.FullName $Node }
        'MemberExpression' { Write-MemberUse $Node }
        'InvokeMemberExpression' { Write-MemberUse $Node }
        'FileRedirection' { Write-Use 'redirection' $Node.Location.Extent.Text $Node }
        'AssignmentStatement' { Write-Target $Node.Left }
        'ForEachStatement' { Write-Target $Node.Variable }
        'Parameter' { Write-Target $Node.Name }
        'UnaryExpression' { if ("$($Node.TokenKind)" -match 'PlusPlus|MinusMinus') { Write-Target $Node.Child } }
        'FunctionDefinition' { Write-FunctionUse $Node }
        'BinaryExpression' { if ("$($Node.Operator)" -match 'replace|split') { Write-Operand $Node.Right "$($Node.Operator)" } }
        'SwitchStatement' { foreach ($clause in $Node.Clauses) { Write-Operand $clause.Item1 'switch' } }
        'NamedBlock' {
            $inFunction = $Node.Parent -ne $tree -and "$($Node.BlockKind)" -match '^(Begin|Process|End)$'
            if (-not $Node.Unnamed -and -not $inFunction) { Write-Use 'syntax' "block $($Node.BlockKind)" $Node }
        }
        'NamedAttributeArgument' {
            if ($Node.ArgumentName -like 'ValueFromPipeline*') { Write-Use 'syntax' $Node.ArgumentName $Node }
        }
    }
}

# What 5.1 reads differently without another kind of node.
function Write-TokenUse($Tokens) {
    $before = $null
    foreach ($token in $Tokens) {
        $kind = "$($token.Kind)"
        if ($kind -eq 'Comment') { continue }
        if ($kind -eq 'Pipe' -and "$($before.Kind)" -eq 'NewLine') { Write-Use 'newer' '| at the beginning of a line' $token }
        if ($kind -eq 'Number' -and $token.Text -notmatch '^[-+]?(0x[0-9a-f]+|\d*\.?\d+\.?(e[-+]?\d+)?)[ld]?([kmgtp]b)?$') {
            Write-Use 'newer' 'a number in this notation' $token
        }
        if ($kind -match 'StringExpandable|Generic' -and $token.Text -cmatch '(?<!`)(``)*`(e|u\{)') {
            Write-Use 'newer' '`e or `u{ }' $token
        }
        $before = $token
    }
}

$tokens = $null
$mistakes = $null
$tree = [System.Management.Automation.Language.Parser]::ParseInput($Script, [ref]$tokens, [ref]$mistakes)
foreach ($mistake in $mistakes) { Write-Use 'mistake' $mistake.ErrorId $mistake @{ of = $mistake.Message } }
if ($mistakes.Count) { return }

$once = New-Object -TypeName 'System.Collections.Generic.HashSet[string]'
# Nodes by kind.
$nodes = $tree.FindAll({ $true }, $true) | Group-Object { $_.GetType().Name -replace 'Ast$', '' } -AsHashTable -AsString
$bindings = @{}
foreach ($kind in 'AssignmentStatement', 'Parameter', 'ForEachStatement', 'CommandParameter') {
    foreach ($node in $nodes[$kind]) { Read-Binding $node }
}
$known = @{}
$own = @(Get-OwnFunction $tree.EndBlock.Statements)
$signatures = @{}
foreach ($node in $nodes['FunctionDefinition']) { $signatures[$node.Name] = Get-Signature $node }
# The prelude is checked for itself. Here its functions count, and what they may be given.
$unused = $null
$before = [System.Management.Automation.Language.Parser]::ParseInput($Prelude, [ref]$unused, [ref]$unused)
$given = @()
foreach ($node in $before.EndBlock.Statements | Where-Object { $_.GetType().Name -eq 'FunctionDefinitionAst' }) {
    $given += $node.Name
    $signatures[$node.Name] = Get-Signature $node
}

$help = $tree.GetHelpContent()
$sections = 'Synopsis', 'Description', 'Examples', 'Outputs' | Where-Object { $help.$_ }
$binding = @($tree.ParamBlock.Attributes | Where-Object { $_.TypeName.Name -eq 'CmdletBinding' }).Count -gt 0
Write-Use 'script' $null $tree @{
    elements = @{
        help = @($sections); documented = @($help.Parameters.Keys); binding = $binding
        parameters = @($tree.ParamBlock.Parameters | Where-Object { $_ } | ForEach-Object { $_.Name.VariablePath.UserPath })
    }
}
if ($tree.ScriptRequirements) { Write-Use 'syntax' '#Requires' $tree }
foreach ($kind in $nodes.Keys) {
    Write-Use 'syntax' $kind $nodes[$kind][0]
    if ($kind -notmatch '^(Constant|StringConstant|Variable|Paren)Expression$|^(CommandExpression|CommandParameter)$') {
        foreach ($node in $nodes[$kind]) { Write-NodeUse $kind $node }
    }
}
foreach ($kind in 'BinaryExpression', 'AssignmentStatement', 'UnaryExpression') {
    foreach ($node in $nodes[$kind]) {
        $operator = "$($node.Operator)"
        if ($kind -eq 'UnaryExpression') { $operator = "$($node.TokenKind)" }
        if ($once.Add("operator $operator")) { Write-Use 'operator' $operator $node }
    }
}
foreach ($kind in 'MemberExpression', 'InvokeMemberExpression', 'IndexExpression') {
    foreach ($node in $nodes[$kind]) { if ($node.NullConditional) { Write-Use 'newer' '?. or ?[ ]' $node } }
}
foreach ($kind in 'TypeConstraint', 'TypeExpression') {
    foreach ($node in $nodes[$kind]) {
        foreach ($name in Get-TypeName $node.TypeName) { if ($once.Add("type $name")) { Write-Use 'type' $name $node } }
    }
}
foreach ($node in $nodes['VariableExpression']) {
    $name = $node.VariablePath.UserPath
    if ($once.Add("variable $name")) { Write-Use 'variable' $name $node @{ of = (Get-ScopeName $node) } }
}
Write-TokenUse $tokens
