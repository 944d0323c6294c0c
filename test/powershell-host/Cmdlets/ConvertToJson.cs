using System.Management.Automation;
using Newtonsoft.Json;
using PowerShellHost.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertTo-Json. Deviates: a DataTable or DataRow is written as any other object.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json")]
[OutputType(typeof(string))]
public sealed class ConvertToJsonCommand : PSCmdlet
{
    private readonly List<object?> _input = [];
    private volatile bool _stopping;

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)][AllowNull] public object? InputObject { get; set; }
    [Parameter][ValidateRange(0, 100)] public int Depth { get; set; } = 2;
    [Parameter] public SwitchParameter Compress { get; set; }
    [Parameter] public SwitchParameter EnumsAsStrings { get; set; }
    [Parameter] public SwitchParameter AsArray { get; set; }
    [Parameter] public StringEscapeHandling EscapeHandling { get; set; } = StringEscapeHandling.Default;

    protected override void ProcessRecord() => _input.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_input.Count == 0) return;
        object? value = _input.Count > 1 || AsArray ? _input.ToArray() : _input[0];
        var writing = new JsonWriting(Depth, EnumsAsStrings, () => _stopping);
        var text = writing.Write(value, Compress, EscapeHandling);
        if (writing.Truncated) WriteWarning($"Resulting JSON is truncated as serialization has exceeded the set depth of {Depth}.");
        WriteObject(text);
    }

    protected override void StopProcessing() => _stopping = true;
}
