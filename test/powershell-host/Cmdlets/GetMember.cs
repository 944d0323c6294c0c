using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>One line of Get-Member.</summary>
public sealed record MemberDefinition(string TypeName, string Name, PSMemberTypes MemberType, string Definition);

/// <summary>Get-Member: members of each distinct type. Deviates: no -View, -Static.</summary>
[Cmdlet(VerbsCommon.Get, "Member")]
public sealed class GetMemberCommand : PSCmdlet
{
    private readonly HashSet<string> _types = [];

    [Parameter(ValueFromPipeline = true)] public PSObject? InputObject { get; set; }
    [Parameter(Position = 0)] public string[] Name { get; set; } = ["*"];
    [Parameter][Alias("Type")] public PSMemberTypes MemberType { get; set; } = PSMemberTypes.All;
    [Parameter] public SwitchParameter Force { get; set; }

    protected override void ProcessRecord()
    {
        if (InputObject is null || !_types.Add(InputObject.TypeNames[0])) return;
        foreach (var member in Name.SelectMany(n => InputObject.Members.Match(n, MemberType)).OrderBy(m => m.MemberType.ToString()).ThenBy(m => m.Name, StringComparer.OrdinalIgnoreCase))
        {
            if (!Force && (member.Name.StartsWith("get_") || member.Name.StartsWith("set_"))) continue;
            WriteObject(new MemberDefinition(InputObject.TypeNames[0], member.Name, member.MemberType, member.ToString() ?? ""));
        }
    }
}
