using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-ItemProperty through the session's providers.</summary>
[Cmdlet(VerbsCommon.Get, "ItemProperty", DefaultParameterSetName = "Path")]
public sealed class GetItemPropertyCommand : PathCmdlet
{
    [Parameter(Position = 1)][Alias("PSProperty")] public string[]? Name { get; set; }

    protected override void ProcessRecord() => Each(path =>
    {
        foreach (var item in InvokeProvider.Property.Get([path], [.. Name ?? []], Literal)) WriteObject(item);
    });
}
