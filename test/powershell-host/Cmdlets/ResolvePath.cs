using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Resolve-Path. Deviates: no -Relative.</summary>
[Cmdlet(VerbsDiagnostic.Resolve, "Path", DefaultParameterSetName = "Path")]
public sealed class ResolvePathCommand : PathCmdlet
{
    protected override void ProcessRecord() => Each(path =>
    {
        foreach (var found in SessionState.Path.GetResolvedPSPathFromPSPath(Literal ? WildcardPattern.Escape(path) : path)) WriteObject(found);
    });
}
