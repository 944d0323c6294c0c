using System.Collections;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Add-Member for note and script members and aliases. Deviates: no -TypeName, no CodeMethod and the like.</summary>
[Cmdlet(VerbsCommon.Add, "Member", DefaultParameterSetName = "Member")]
public sealed class AddMemberCommand : PSCmdlet
{
    [Parameter(Mandatory = true, ValueFromPipeline = true)] public PSObject InputObject { get; set; } = new();
    [Parameter(Position = 0, ParameterSetName = "Member")][Alias("Type")] public PSMemberTypes MemberType { get; set; } = PSMemberTypes.NoteProperty;
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = "Member")] public string Name { get; set; } = "";
    [Parameter(Position = 2, ParameterSetName = "Member")] public object? Value { get; set; }
    [Parameter(Position = 3, ParameterSetName = "Member")] public object? SecondValue { get; set; }
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = "NotePropertyMultiMember")] public IDictionary? NotePropertyMembers { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "NotePropertySingleMember")] public string NotePropertyName { get; set; } = "";
    [Parameter(Mandatory = true, ParameterSetName = "NotePropertySingleMember")][AllowNull] public object? NotePropertyValue { get; set; }
    [Parameter] public SwitchParameter Force { get; set; }
    [Parameter] public SwitchParameter PassThru { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == "NotePropertyMultiMember")
            foreach (DictionaryEntry entry in NotePropertyMembers!) Add(new PSNoteProperty(entry.Key.ToString()!, entry.Value));
        else if (ParameterSetName == "NotePropertySingleMember") Add(new PSNoteProperty(NotePropertyName, NotePropertyValue));
        else Add(Member());
        if (PassThru) WriteObject(InputObject);
    }

    private PSMemberInfo Member() => MemberType switch
    {
        PSMemberTypes.NoteProperty => new PSNoteProperty(Name, Value),
        PSMemberTypes.ScriptMethod => new PSScriptMethod(Name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value)),
        PSMemberTypes.ScriptProperty => new PSScriptProperty(Name, LanguagePrimitives.ConvertTo<ScriptBlock>(Value), LanguagePrimitives.ConvertTo<ScriptBlock>(SecondValue)),
        PSMemberTypes.AliasProperty => new PSAliasProperty(Name, LanguagePrimitives.ConvertTo<string>(Value)),
        _ => throw new PSNotSupportedException($"Add-Member -MemberType {MemberType} is not supplied by this host."),
    };

    private void Add(PSMemberInfo member)
    {
        if (InputObject.Members[member.Name] is { } known)
        {
            if (!Force)
            {
                WriteError(new ErrorRecord(new InvalidOperationException($"Cannot add a member with the name \"{member.Name}\" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command."), "MemberAlreadyExists", ErrorCategory.InvalidOperation, InputObject));
                return;
            }
            if (known.IsInstance) InputObject.Members.Remove(member.Name);
        }
        InputObject.Members.Add(member);
    }
}
