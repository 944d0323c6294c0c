using System.Management.Automation;
using Newtonsoft.Json;
using PowerShellHost.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>ConvertFrom-Json. Date-like text becomes [datetime], as in PowerShell 7.</summary>
[Cmdlet(VerbsData.ConvertFrom, "Json")]
public sealed class ConvertFromJsonCommand : Cmdlet
{
    private readonly List<string> _lines = [];

    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)][AllowEmptyString] public string InputObject { get; set; } = "";
    [Parameter] public SwitchParameter AsHashtable { get; set; }
    [Parameter][ValidateRange(1, int.MaxValue)] public int Depth { get; set; } = 1024;
    [Parameter] public SwitchParameter NoEnumerate { get; set; }
    [Parameter] public JsonDateKind DateKind { get; set; } = JsonDateKind.Default;

    protected override void ProcessRecord() => _lines.Add(InputObject);

    protected override void EndProcessing()
    {
        if (_lines.Count == 0) return;
        if (_lines.Count == 1 && string.IsNullOrWhiteSpace(_lines[0])) return;
        // Several inputs: one document a line if the first line is one, else lines of one document.
        if (_lines.Count > 1 && TryConvert(_lines[0]))
        {
            foreach (var line in _lines.Skip(1)) Convert(line);
            return;
        }
        Convert(string.Join(Environment.NewLine, _lines));
    }

    private bool TryConvert(string text)
    {
        object? value;
        try { value = Reading().Parse(text); }
        catch (Exception e) when (e is JsonException or JsonObjectException) { return false; }
        WriteObject(value, !NoEnumerate);
        return true;
    }

    private void Convert(string text)
    {
        object? value;
        try { value = Reading().Parse(text); }
        catch (JsonObjectException e)
        {
            ThrowTerminatingError(new ErrorRecord(new InvalidOperationException(e.Message), e.Id, ErrorCategory.InvalidOperation, null));
            return;
        }
        catch (JsonException e)
        {
            ThrowTerminatingError(new ErrorRecord(new ArgumentException("Conversion from JSON failed with error: " + e.Message, e), "System.ArgumentException", ErrorCategory.NotSpecified, null));
            return;
        }
        WriteObject(value, !NoEnumerate);
    }

    private JsonReading Reading() => new(AsHashtable, Depth, DateKind);
}
