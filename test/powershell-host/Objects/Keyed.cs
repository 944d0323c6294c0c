using System.Management.Automation;

namespace PowerShellHost.Objects;

/// <summary>An input object with the values it is sorted or grouped by.</summary>
internal sealed record Keyed(PSObject Item, object?[] Values)
{
    public static Keyed Of(PSObject item, IReadOnlyList<PropertyKey> keys) =>
        new(item, keys.Count == 0 ? [item] : keys.Select(k => k.Single(item)).ToArray());

    /// <summary>-1, 0 or 1 over all keys; the first difference decides.</summary>
    public static int Compare(Keyed a, Keyed b, ValueComparer comparer, Func<int, bool> descending)
    {
        for (var i = 0; i < a.Values.Length; i++)
        {
            var order = comparer.Compare(a.Values[i], b.Values[i]);
            if (order != 0) return descending(i) ? -order : order;
        }
        return 0;
    }
}
