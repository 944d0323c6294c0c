using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Set-Variable. Deviates: no -Option, -Visibility, -Description; -Scope only by name (global, script, local).</summary>
[Cmdlet(VerbsCommon.Set, "Variable")]
public sealed class SetVariableCommand : PSCmdlet
{
    private readonly List<object?> _values = [];

    [Parameter(Position = 0, Mandatory = true)] public string[] Name { get; set; } = [];
    [Parameter(Position = 1, ValueFromPipeline = true)] public object? Value { get; set; }
    [Parameter] public string? Scope { get; set; }
    [Parameter] public SwitchParameter Force { get; set; }
    [Parameter] public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord() => _values.Add(Value);

    protected override void EndProcessing()
    {
        var value = _values.Count == 1 ? _values[0] : _values.ToArray();
        foreach (var name in Name)
        {
            SessionState.PSVariable.Set(Scope is null ? name : $"{Scope}:{name}", value);
            if (PassThru) WriteObject(SessionState.PSVariable.Get(name));
        }
    }
}
