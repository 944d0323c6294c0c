using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Measure-Object gives; what was not asked for is null.</summary>
public sealed class GenericMeasureInfo
{
    public int Count { get; internal set; }
    public double? Average { get; internal set; }
    public double? Sum { get; internal set; }
    public object? Maximum { get; internal set; }
    public object? Minimum { get; internal set; }
    public double? StandardDeviation { get; internal set; }
    public string? Property { get; internal set; }
}

/// <summary>Measure-Object over objects and numbers. Deviates: no -StandardDeviation, -AllStats, -Line, -Word, -Character.</summary>
[Cmdlet(VerbsDiagnostic.Measure, "Object")]
public sealed class MeasureObjectCommand : PSCmdlet
{
    private readonly List<(PropertyKey? Key, GenericMeasureInfo Info)> _measured = [];

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public object[]? Property { get; set; }
    [Parameter] public SwitchParameter Sum { get; set; }
    [Parameter] public SwitchParameter Average { get; set; }
    [Parameter] public SwitchParameter Maximum { get; set; }
    [Parameter] public SwitchParameter Minimum { get; set; }

    protected override void BeginProcessing()
    {
        foreach (var key in (Property ?? []).Select(PropertyKey.From)) _measured.Add((key, new GenericMeasureInfo { Property = key.Label }));
        if (_measured.Count == 0) _measured.Add((null, new GenericMeasureInfo()));
    }

    protected override void ProcessRecord()
    {
        if (InputObject is null) return;
        foreach (var (key, info) in _measured)
        {
            if (key is null) { Add(info, InputObject); continue; }
            foreach (var (_, value, error) in key.Read(InputObject)) if (error is null && value is not null) Add(info, value);
        }
    }

    private void Add(GenericMeasureInfo info, object value)
    {
        if (Sum || Average)
        {
            if (!LanguagePrimitives.TryConvertTo(value, out double number))
            {
                WriteError(new ErrorRecord(new PSInvalidCastException($"Input object \"{value}\" is not numeric."), "NonNumericInputObject", ErrorCategory.InvalidType, value));
                return;
            }
            info.Sum = (info.Sum ?? 0) + number;
        }
        info.Count++;
        var comparer = new ValueComparer(false);
        if (Maximum && (info.Maximum is null || comparer.Compare(value, info.Maximum) > 0)) info.Maximum = Plain(value);
        if (Minimum && (info.Minimum is null || comparer.Compare(value, info.Minimum) < 0)) info.Minimum = Plain(value);
    }

    private static object Plain(object value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;

    protected override void EndProcessing()
    {
        foreach (var (_, info) in _measured)
        {
            if (Average && info.Count > 0) info.Average = info.Sum / info.Count;
            if (!Sum) info.Sum = null;
            WriteObject(info);
        }
    }
}
