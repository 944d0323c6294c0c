using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Location of the current drive. Deviates: no -Stack.</summary>
[Cmdlet(VerbsCommon.Get, "Location")]
public sealed class GetLocationCommand : PSCmdlet
{
    protected override void ProcessRecord() => WriteObject(SessionState.Path.CurrentLocation);
}
