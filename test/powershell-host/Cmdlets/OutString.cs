using System.Management.Automation;
using System.Management.Automation.Runspaces;
using PowerShellHost;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Out-String: the engine's own formatting, by way of a second runspace whose console is a string. Deviates: the text
/// is 120 columns wide unless -Width says otherwise, and Format-Table and its sisters do not exist to stand before it.
/// </summary>
[Cmdlet("Out", "String")]
[OutputType(typeof(string))]
public sealed class OutStringCommand : PSCmdlet
{
    private readonly List<PSObject> _objects = [];

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter][ValidateRange(2, int.MaxValue)] public int Width { get; set; } = 120;
    [Parameter] public SwitchParameter Stream { get; set; }
    [Parameter] public SwitchParameter NoNewline { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is not null) _objects.Add(InputObject);
    }

    protected override void EndProcessing()
    {
        var text = new StringWriter();
        var ui = new ConsoleUI(text, text);
        ui.RawUI.BufferSize = ui.RawUI.WindowSize = new(Width, 50);
        using (var runspace = RunspaceFactory.CreateRunspace(new ConsoleHost(ui), InitialSessionState.CreateDefault2()))
        {
            runspace.Open();
            using var formatter = System.Management.Automation.PowerShell.Create(runspace);
            formatter.AddCommand("Out-Host").Invoke(_objects);
        }
        var result = text.ToString();
        if (Stream) WriteObject(result.TrimEnd('\n', '\r').Split(Environment.NewLine), true);
        else WriteObject(NoNewline ? result.Replace(Environment.NewLine, "") : result);
    }
}
