using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sort-Object. Deviates: always stable; no -Culture.</summary>
[Cmdlet("Sort", "Object")]
public sealed class SortObjectCommand : PSCmdlet
{
    private readonly List<Keyed> _items = [];
    private PropertyKey[] _keys = [];

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public SwitchParameter Descending { get; set; }
    [Parameter] public SwitchParameter Unique { get; set; }
    [Parameter] public SwitchParameter CaseSensitive { get; set; }
    [Parameter] public SwitchParameter Stable { get; set; }
    [Parameter][ValidateRange(1, int.MaxValue)] public int Top { get; set; }
    [Parameter][ValidateRange(1, int.MaxValue)] public int Bottom { get; set; }

    protected override void BeginProcessing() => _keys = (Property ?? []).Select(PropertyKey.From).ToArray();

    protected override void ProcessRecord()
    {
        if (InputObject is not null) _items.Add(Keyed.Of(InputObject, _keys));
    }

    protected override void EndProcessing()
    {
        var comparer = new ValueComparer(CaseSensitive);
        int Order(Keyed a, Keyed b) => Keyed.Compare(a, b, comparer, i => (i < _keys.Length ? _keys[i].Descending : null) ?? Descending);
        IEnumerable<Keyed> sorted = _items.Order(Comparer<Keyed>.Create(Order));
        if (Unique) sorted = Distinct(sorted, Order);
        if (Top > 0) sorted = sorted.Take(Top);
        if (Bottom > 0) sorted = sorted.ToList().TakeLast(Bottom);
        foreach (var entry in sorted) WriteObject(entry.Item);
    }

    private static IEnumerable<Keyed> Distinct(IEnumerable<Keyed> sorted, Comparison<Keyed> order)
    {
        Keyed? previous = null;
        foreach (var entry in sorted)
        {
            if (previous is not null && order(previous, entry) == 0) continue;
            previous = entry;
            yield return entry;
        }
    }
}
