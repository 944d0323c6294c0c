using System.Globalization;
using System.Management.Automation;

namespace PowerShellHost.Objects;

/// <summary>The engine's own comparison; values that it cannot compare are compared as text.</summary>
internal sealed class ValueComparer(bool caseSensitive) : IComparer<object?>
{
    public int Compare(object? x, object? y)
    {
        if (LanguagePrimitives.TryCompare(Base(x), Base(y), !caseSensitive, CultureInfo.CurrentCulture, out var result)) return result;
        return string.Compare(PSObject.AsPSObject(x!).ToString(), PSObject.AsPSObject(y!).ToString(), CultureInfo.CurrentCulture, caseSensitive ? CompareOptions.None : CompareOptions.IgnoreCase);
    }

    private static object? Base(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
