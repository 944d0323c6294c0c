using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ChildItem through the session's providers. Deviates: -Filter, -Include and -Exclude look at the name only; no -Attributes.</summary>
[Cmdlet(VerbsCommon.Get, "ChildItem", DefaultParameterSetName = "Path")]
public sealed class GetChildItemCommand : PathCmdlet
{
    [Parameter(Position = 1)] public string? Filter { get; set; }
    [Parameter] public string[]? Include { get; set; }
    [Parameter] public string[]? Exclude { get; set; }
    [Parameter][Alias("s")] public SwitchParameter Recurse { get; set; }
    [Parameter] public uint? Depth { get; set; }
    [Parameter][Alias("ad")] public SwitchParameter Directory { get; set; }
    [Parameter][Alias("af")] public SwitchParameter File { get; set; }
    [Parameter][Alias("ah", "h")] public SwitchParameter Hidden { get; set; }
    [Parameter] public SwitchParameter Name { get; set; }

    protected override void ProcessRecord() => Each(path =>
    {
        var depth = Depth ?? (Recurse ? uint.MaxValue : 0);
        foreach (var item in InvokeProvider.ChildItem.Get([path], depth > 0, depth, Force || Hidden, Literal))
        {
            var name = item.Properties["PSChildName"]?.Value as string ?? "";
            if (item.BaseObject is FileSystemInfo entry && (Directory && entry is not DirectoryInfo || File && entry is not FileInfo || Hidden && !entry.Attributes.HasFlag(FileAttributes.Hidden))) continue;
            if (!Wanted(name)) continue;
            WriteObject(Name ? name : item);
        }
    });

    private bool Wanted(string name) =>
        (Filter is null || Like(name, Filter)) && (Include is null || Include.Any(p => Like(name, p))) && (Exclude is null || !Exclude.Any(p => Like(name, p)));

    private static bool Like(string name, string pattern) => new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(name);
}
