using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Culture; -Name gives another culture.</summary>
[Cmdlet(VerbsCommon.Get, "Culture")]
public sealed class GetCultureCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)] public string[]? Name { get; set; }

    protected override void ProcessRecord()
    {
        if (Name is null) { WriteObject(Host.CurrentCulture); return; }
        foreach (var name in Name)
        {
            try { WriteObject(CultureInfo.GetCultureInfo(name)); }
            catch (CultureNotFoundException e) { WriteError(new ErrorRecord(e, "ItemNotFoundException", ErrorCategory.ObjectNotFound, name)); }
        }
    }
}
