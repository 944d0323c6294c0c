using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Item through the session's providers. Deviates: no -Filter, -Include, -Exclude, -Stream (Windows only).</summary>
[Cmdlet(VerbsCommon.Get, "Item", DefaultParameterSetName = "Path")]
public sealed class GetItemCommand : PathCmdlet
{
    protected override void ProcessRecord() => Each(path =>
    {
        foreach (var item in InvokeProvider.Item.Get([path], Force, Literal)) WriteObject(item);
    });
}
