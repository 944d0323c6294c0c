using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Date. Deviates: no -UFormat; the named formats of -Format (FileDateTime …) are supplied.</summary>
[Cmdlet(VerbsCommon.Get, "Date")]
public sealed class GetDateCommand : Cmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)][Alias("LastWriteTime")] public DateTime Date { get => _date ?? default; set => _date = value; }
    [Parameter][Alias("UnixTime")] public long UnixTimeSeconds { get => _unix ?? 0; set => _unix = value; }
    [Parameter][ValidateRange(1, 9999)] public int? Year { get; set; }
    [Parameter][ValidateRange(1, 12)] public int? Month { get; set; }
    [Parameter][ValidateRange(1, 31)] public int? Day { get; set; }
    [Parameter][ValidateRange(0, 23)] public int? Hour { get; set; }
    [Parameter][ValidateRange(0, 59)] public int? Minute { get; set; }
    [Parameter][ValidateRange(0, 59)] public int? Second { get; set; }
    [Parameter][ValidateRange(0, 999)] public int? Millisecond { get; set; }
    [Parameter] public DisplayHintType DisplayHint { get; set; } = DisplayHintType.DateTime;
    [Parameter] public string? Format { get; set; }
    [Parameter] public SwitchParameter AsUTC { get; set; }

    private DateTime? _date;
    private long? _unix;

    protected override void ProcessRecord()
    {
        var moment = _date ?? (_unix is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime : DateTime.Now);
        if (Year is not null || Month is not null || Day is not null || Hour is not null || Minute is not null || Second is not null || Millisecond is not null)
            moment = new DateTime(Year ?? moment.Year, Month ?? moment.Month, Day ?? moment.Day, Hour ?? moment.Hour, Minute ?? moment.Minute, Second ?? moment.Second, Millisecond ?? moment.Millisecond, moment.Kind)
                .AddTicks(Millisecond is null ? moment.Ticks % TimeSpan.TicksPerMillisecond : 0);
        if (AsUTC) moment = moment.ToUniversalTime();
        if (Format is not null) { WriteObject(moment.ToString(Pattern(Format), System.Globalization.CultureInfo.CurrentCulture)); return; }
        var result = new PSObject(moment);
        result.Properties.Add(new PSNoteProperty("DisplayHint", DisplayHint));
        WriteObject(result);
    }

    private static string Pattern(string format) => format.ToLowerInvariant() switch
    {
        "filedate" => "yyyyMMdd",
        "filedateuniversal" => "yyyyMMddZ",
        "filedatetime" => "yyyyMMddTHHmmssffff",
        "filedatetimeuniversal" => "yyyyMMddTHHmmssffffZ",
        _ => format,
    };
}

/// <summary>What the default view of a date shows.</summary>
public enum DisplayHintType { Date, Time, DateTime }
