using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Variable by name or wildcard. Deviates: no -Include, -Exclude; -Scope only global, local, script or a number.</summary>
[Cmdlet(VerbsCommon.Get, "Variable")]
public sealed class GetVariableCommand : PSCmdlet
{
    [Parameter(Position = 0, ValueFromPipeline = true)] public string[] Name { get; set; } = ["*"];
    [Parameter] public SwitchParameter ValueOnly { get; set; }
    [Parameter] public string? Scope { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var name in Name)
        {
            if (WildcardPattern.ContainsWildcardCharacters(name))
            {
                var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
                foreach (var item in InvokeProvider.ChildItem.Get("Variable:", false).Select(i => (PSVariable)i.BaseObject).Where(v => pattern.IsMatch(v.Name)).OrderBy(v => v.Name, StringComparer.OrdinalIgnoreCase)) Give(item);
                continue;
            }
            var variable = SessionState.PSVariable.Get(Scope is null || int.TryParse(Scope, out _) ? name : $"{Scope}:{name}");
            if (variable is not null) Give(variable);
            else WriteError(new ErrorRecord(new ItemNotFoundException($"Cannot find a variable with the name '{name}'."), "VariableNotFound", ErrorCategory.ObjectNotFound, name));
        }
    }

    private void Give(PSVariable variable)
    {
        if (ValueOnly) WriteObject(variable.Value);
        else WriteObject(variable);
    }
}
