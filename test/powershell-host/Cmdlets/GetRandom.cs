using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Random for whole numbers, fractions and lists. Deviates: -SetSeed only holds for one call; no -Shuffle.</summary>
[Cmdlet(VerbsCommon.Get, "Random", DefaultParameterSetName = "Number")]
public sealed class GetRandomCommand : PSCmdlet
{
    private readonly List<object?> _list = [];

    [Parameter(Position = 0, ParameterSetName = "Number")] public object? Maximum { get; set; }
    [Parameter(ParameterSetName = "Number")] public object? Minimum { get; set; }
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = "List")] public object?[]? InputObject { get; set; }
    [Parameter][ValidateRange(1, int.MaxValue)] public int Count { get; set; } = 1;
    [Parameter] public int? SetSeed { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) _list.AddRange(InputObject);
    }

    protected override void EndProcessing()
    {
        var random = SetSeed is { } seed ? new Random(seed) : Random.Shared;
        if (ParameterSetName == "List")
        {
            var all = _list.ToArray();
            random.Shuffle(all);
            foreach (var item in all.Take(Count)) WriteObject(item);
            return;
        }
        for (var i = 0; i < Count; i++) WriteObject(Number(random));
    }

    private object Number(Random random)
    {
        var low = (Minimum as PSObject)?.BaseObject ?? Minimum ?? 0;
        var high = (Maximum as PSObject)?.BaseObject ?? Maximum ?? int.MaxValue;
        if (low is double or float || high is double or float)
        {
            var (from, to) = (LanguagePrimitives.ConvertTo<double>(low), LanguagePrimitives.ConvertTo<double>(high));
            return from + random.NextDouble() * (to - from);
        }
        var number = random.NextInt64(LanguagePrimitives.ConvertTo<long>(low), LanguagePrimitives.ConvertTo<long>(high));
        return number is >= int.MinValue and <= int.MaxValue ? (int)number : number;
    }
}
