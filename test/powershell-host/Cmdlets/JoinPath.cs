using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Join-Path. Deviates: no -Resolve.</summary>
[Cmdlet(VerbsCommon.Join, "Path")]
public sealed class JoinPathCommand : PSCmdlet
{
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)][Alias("PSPath")] public string[] Path { get; set; } = [];
    [Parameter(Position = 1, Mandatory = true)][AllowNull][AllowEmptyString] public string? ChildPath { get; set; }
    [Parameter(Position = 2, ValueFromRemainingArguments = true)] public string[] AdditionalChildPath { get; set; } = [];

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
            WriteObject(AdditionalChildPath.Prepend(ChildPath ?? "").Aggregate(path, (whole, part) => SessionState.Path.Combine(whole, part)));
    }
}
