using System.Collections;
using System.Management.Automation;
using Microsoft.PowerShell.Commands;

namespace PowerShellHost.Objects;

/// <summary>One element of a -Property parameter: a name (wildcards allowed), a script block, or @{Name=…;Expression=…;Descending=…}.</summary>
internal sealed class PropertyKey
{
    private readonly PSPropertyExpression _expression;

    private PropertyKey(PSPropertyExpression expression) => _expression = expression;

    /// <summary>The label of a calculated property.</summary>
    public string? Name { get; private init; }
    public bool? Descending { get; private init; }

    public static PropertyKey From(object input)
    {
        var value = input is PSObject wrapped ? wrapped.BaseObject : input;
        if (value is not IDictionary table) return new(Expression(value));
        return new(Expression(Entry(table, "expression") ?? throw new PSArgumentException("The Expression key has no value.", "Property")))
        {
            Name = Entry(table, "name", "label")?.ToString(),
            Descending = Entry(table, "descending") is { } down ? LanguagePrimitives.IsTrue(down) : Entry(table, "ascending") is { } up ? !LanguagePrimitives.IsTrue(up) : null,
        };
    }

    private static PSPropertyExpression Expression(object value) => (value is PSObject p ? p.BaseObject : value) switch
    {
        ScriptBlock block => new(block),
        var other => new(LanguagePrimitives.ConvertTo<string>(other)),
    };

    /// <summary>Keys may be shortened, as in PowerShell: n, e, l, desc …</summary>
    private static object? Entry(IDictionary table, params string[] names)
    {
        foreach (DictionaryEntry entry in table)
            if (entry.Key?.ToString() is { Length: > 0 } key && names.Any(n => n.StartsWith(key, StringComparison.OrdinalIgnoreCase)))
                return entry.Value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : entry.Value;
        return null;
    }

    /// <summary>Name and value for every property that the expression resolves to on this object; none if it has no such property.</summary>
    public IEnumerable<(string Name, object? Value, Exception? Error)> Read(PSObject target)
    {
        foreach (var result in _expression.GetValues(target))
            yield return (Name ?? result.ResolvedExpression.ToString(), result.Result, result.Exception);
    }

    public bool HasWildcards => _expression.HasWildCardCharacters;
    public string Label => Name ?? _expression.ToString();

    /// <summary>The single value for sorting and grouping; null where there is none.</summary>
    public object? Single(PSObject target)
    {
        var values = _expression.GetValues(target);
        return values.Count == 0 || values[0].Exception is not null ? null : values[0].Result;
    }
}
