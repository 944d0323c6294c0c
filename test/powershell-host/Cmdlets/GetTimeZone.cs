using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-TimeZone: the local one, by -Id, or -ListAvailable. Deviates: no -Name.</summary>
[Cmdlet(VerbsCommon.Get, "TimeZone")]
public sealed class GetTimeZoneCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)] public string[]? Id { get; set; }
    [Parameter] public SwitchParameter ListAvailable { get; set; }

    protected override void ProcessRecord()
    {
        if (ListAvailable) { WriteObject(TimeZoneInfo.GetSystemTimeZones(), true); return; }
        if (Id is null) { WriteObject(TimeZoneInfo.Local); return; }
        foreach (var id in Id)
        {
            if (TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) WriteObject(zone);
            else WriteError(new ErrorRecord(new TimeZoneNotFoundException($"The time zone ID '{id}' was not found on the local computer."), "TimeZoneNotFound", ErrorCategory.ObjectNotFound, id));
        }
    }
}
