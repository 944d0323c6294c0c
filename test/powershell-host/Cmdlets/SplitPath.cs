using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Split-Path. Deviates: no -Resolve, -NoQualifier.</summary>
[Cmdlet(VerbsCommon.Split, "Path", DefaultParameterSetName = "Parent")]
public sealed class SplitPathCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)] public string[]? Path { get; set; }
    [Parameter(ValueFromPipelineByPropertyName = true)][Alias("PSPath", "LP")] public string[]? LiteralPath { get; set; }
    [Parameter(ParameterSetName = "Parent")] public SwitchParameter Parent { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "Leaf")] public SwitchParameter Leaf { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "LeafBase")] public SwitchParameter LeafBase { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "Extension")] public SwitchParameter Extension { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "Qualifier")] public SwitchParameter Qualifier { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "IsAbsolute")] public SwitchParameter IsAbsolute { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            WriteObject(ParameterSetName switch
            {
                "Leaf" => SessionState.Path.ParseChildName(path),
                "LeafBase" => System.IO.Path.GetFileNameWithoutExtension(SessionState.Path.ParseChildName(path)),
                "Extension" => System.IO.Path.GetExtension(path),
                "IsAbsolute" => SessionState.Path.IsPSAbsolute(path, out _) || path.StartsWith('/'),
                "Qualifier" => path.IndexOf(':') is var at and > 0 ? path[..(at + 1)] : throw new FormatException($"Cannot parse path because path '{path}' does not have a qualifier specified."),
                _ => SessionState.Path.ParseParent(path, ""),
            });
        }
    }
}
