using System.Collections;
using System.Collections.ObjectModel;
using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>One group, as Group-Object gives it.</summary>
public sealed class GroupInfo
{
    internal GroupInfo(ArrayList values, string name) { Values = values; Name = name; }
    public ArrayList Values { get; }
    public string Name { get; }
    public int Count { get; internal set; }
    public Collection<PSObject> Group { get; } = [];
    internal bool NoElement { get; init; }
}

/// <summary>Group-Object: groups in the order of their keys, as in PowerShell 7. Deviates: -NoElement gives an empty Group; no -Culture.</summary>
[Cmdlet(VerbsData.Group, "Object")]
public sealed class GroupObjectCommand : PSCmdlet
{
    private readonly List<Keyed> _items = [];
    private PropertyKey[] _keys = [];

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public SwitchParameter NoElement { get; set; }
    [Parameter][Alias("AHT")] public SwitchParameter AsHashTable { get; set; }
    [Parameter] public SwitchParameter AsString { get; set; }
    [Parameter] public SwitchParameter CaseSensitive { get; set; }

    protected override void BeginProcessing() => _keys = (Property ?? []).Select(PropertyKey.From).ToArray();

    protected override void ProcessRecord()
    {
        if (InputObject is not null) _items.Add(Keyed.Of(InputObject, _keys));
    }

    protected override void EndProcessing()
    {
        var groups = Grouped().ToList();
        if (!AsHashTable) { foreach (var group in groups) WriteObject(group); return; }
        var table = new Hashtable(CaseSensitive ? StringComparer.CurrentCulture : StringComparer.CurrentCultureIgnoreCase);
        foreach (var group in groups)
            table[AsString || group.Values.Count != 1 || group.Values[0] is null ? group.Name : group.Values[0] is PSObject p ? p.BaseObject : group.Values[0]!] = group.Group;
        WriteObject(table);
    }

    private IEnumerable<GroupInfo> Grouped()
    {
        var comparer = new ValueComparer(CaseSensitive);
        int Order(Keyed a, Keyed b) => Keyed.Compare(a, b, comparer, _ => false);
        GroupInfo? current = null;
        Keyed? first = null;
        foreach (var entry in _items.Order(Comparer<Keyed>.Create(Order)))
        {
            if (first is null || Order(first, entry) != 0)
            {
                if (current is not null) yield return current;
                first = entry;
                current = new GroupInfo(new ArrayList(entry.Values), string.Join(", ", entry.Values.Select(v => LanguagePrimitives.ConvertTo<string>(v))));
            }
            current!.Count++;
            if (!NoElement) current.Group.Add(entry.Item);
        }
        if (current is not null) yield return current;
    }
}
