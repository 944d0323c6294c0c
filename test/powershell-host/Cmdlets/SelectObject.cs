using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Select-Object. Deviates: no -SkipIndex and -SkipLast.</summary>
[Cmdlet(VerbsCommon.Select, "Object")]
public sealed class SelectObjectCommand : PSCmdlet
{
    private readonly Queue<PSObject> _last = new();
    private readonly List<PSObject> _unique = [];
    private PropertyKey[] _keys = [];
    private PropertyKey? _expand;
    private WildcardPattern[] _exclude = [];
    private int _seen, _written;

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public string[]? ExcludeProperty { get; set; }
    [Parameter] public string? ExpandProperty { get; set; }
    [Parameter] public SwitchParameter Unique { get; set; }
    [Parameter] public SwitchParameter CaseInsensitive { get; set; }
    [Parameter][ValidateRange(0, int.MaxValue)] public int Last { get; set; } = -1;
    [Parameter][ValidateRange(0, int.MaxValue)] public int First { get; set; } = -1;
    [Parameter][ValidateRange(0, int.MaxValue)] public int Skip { get; set; }
    [Parameter] public SwitchParameter Wait { get; set; }
    [Parameter][ValidateRange(0, int.MaxValue)] public int[]? Index { get; set; }

    protected override void BeginProcessing()
    {
        object[] properties = Property ?? (ExcludeProperty is null || ExpandProperty is not null ? [] : ["*"]);
        _keys = properties.Select(PropertyKey.From).ToArray();
        if (ExpandProperty is not null) _expand = PropertyKey.From(ExpandProperty);
        _exclude = (ExcludeProperty ?? []).Select(p => new WildcardPattern(p, WildcardOptions.IgnoreCase)).ToArray();
        if (First == 0 && Last < 0 && !Wait) EndUpstream.Stop(this);
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        var position = _seen++;
        if (Index is not null)
        {
            if (Index.Contains(position)) Take(InputObject);
            if (position >= Index.Max()) EndUpstream.Stop(this);
            return;
        }
        if (Last >= 0)
        {
            // -Last with -Skip counts the skipped ones from the end.
            _last.Enqueue(InputObject);
            if (First >= 0 && _written < First) { _written++; Take(InputObject); _last.Clear(); return; }
            if (_last.Count > Last + Skip) _last.Dequeue();
            return;
        }
        if (position < Skip) return;
        if (First >= 0 && _written >= First) return;
        _written++;
        Take(InputObject);
        if (First >= 0 && _written >= First && !Wait && !Unique) EndUpstream.Stop(this);
    }

    protected override void EndProcessing()
    {
        if (Last >= 0)
            for (var keep = _last.Count - Skip; keep > 0; keep--) Take(_last.Dequeue());
        foreach (var item in _unique) WriteObject(item);
    }

    private void Take(PSObject item)
    {
        var selected = _keys.Length == 0 ? item : Shape(item);
        if (_expand is not null) { Expand(item, selected); return; }
        Emit(selected);
    }

    private void Emit(PSObject item)
    {
        if (!Unique) { WriteObject(item); return; }
        if (!_unique.Any(known => Same(known, item))) _unique.Add(item);
    }

    private PSObject Shape(PSObject item)
    {
        var result = new PSObject();
        result.TypeNames.Insert(0, "Selected." + item.BaseObject.GetType());
        foreach (var key in _keys)
        {
            var any = false;
            foreach (var (name, value, error) in key.Read(item))
            {
                any = true;
                if (_exclude.Any(p => p.IsMatch(name))) continue;
                Add(result, name, error is null ? value : null, key);
            }
            // An absent property is there with no value; a wildcard that matches nothing is not.
            if (!any && !key.HasWildcards && !_exclude.Any(p => p.IsMatch(key.Label))) Add(result, key.Label, null, key);
        }
        return result;
    }

    private void Add(PSObject result, string name, object? value, PropertyKey key)
    {
        if (result.Properties[name] is not null)
        {
            if (!key.HasWildcards)
                WriteError(new ErrorRecord(new PSInvalidOperationException($"The property cannot be processed because the property \"{name}\" already exists."), "AlreadyExistingUserSpecifiedPropertyNoExpand", ErrorCategory.InvalidOperation, null));
            return;
        }
        result.Properties.Add(new PSNoteProperty(name, value));
    }

    private void Expand(PSObject item, PSObject selected)
    {
        var found = _expand!.Read(item).ToList();
        if (found.Count == 0)
        {
            WriteError(new ErrorRecord(new PSArgumentException($"Property \"{ExpandProperty}\" cannot be found."), "ExpandPropertyNotFound", ErrorCategory.InvalidArgument, item));
            return;
        }
        if (found[0].Error is { } failure)
        {
            WriteError(new ErrorRecord(failure, "PropertyEvaluationExpand", ErrorCategory.InvalidResult, item));
            return;
        }
        foreach (var value in Values(found[0].Value))
        {
            if (value is null) { Emit(null!); continue; }
            var expanded = PSObject.AsPSObject(value);
            if (_keys.Length > 0)
                foreach (var note in selected.Properties)
                    if (expanded.Properties[note.Name] is null) expanded.Properties.Add(new PSNoteProperty(note.Name, note.Value));
            Emit(expanded);
        }
    }

    private static IEnumerable<object?> Values(object? value)
    {
        var list = LanguagePrimitives.GetEnumerable(value);
        if (list is null) { if (value is not null) yield return value; yield break; }
        foreach (var element in list) yield return element;
    }

    private bool Same(PSObject a, PSObject b)
    {
        var comparer = new ValueComparer(!CaseInsensitive);
        if (a.BaseObject is not PSCustomObject || b.BaseObject is not PSCustomObject) return comparer.Compare(a, b) == 0;
        var left = a.Properties.ToList();
        return left.Count == b.Properties.Count() && left.All(p => b.Properties[p.Name] is { } other && comparer.Compare(p.Value, other.Value) == 0);
    }
}
