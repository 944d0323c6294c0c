using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>New-TimeSpan: between two dates or from parts.</summary>
[Cmdlet(VerbsCommon.New, "TimeSpan", DefaultParameterSetName = "Date")]
public sealed class NewTimeSpanCommand : PSCmdlet
{
    private DateTime? _start, _end;

    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "Date")][Alias("LastWriteTime")] public DateTime Start { get => _start ?? default; set => _start = value; }
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = "Date")] public DateTime End { get => _end ?? default; set => _end = value; }
    [Parameter(ParameterSetName = "Time")] public int Days { get; set; }
    [Parameter(ParameterSetName = "Time")] public int Hours { get; set; }
    [Parameter(ParameterSetName = "Time")] public int Minutes { get; set; }
    [Parameter(ParameterSetName = "Time")] public int Seconds { get; set; }
    [Parameter(ParameterSetName = "Time")] public int Milliseconds { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Time") { WriteObject(new TimeSpan(Days, Hours, Minutes, Seconds, Milliseconds)); return; }
        var now = DateTime.Now;
        WriteObject((_end ?? now) - (_start ?? now));
    }
}
