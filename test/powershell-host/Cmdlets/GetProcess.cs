using System.Diagnostics;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Get-Process by name or id. Deviates: no -Module, -FileVersionInfo, -IncludeUserName.</summary>
[Cmdlet(VerbsCommon.Get, "Process", DefaultParameterSetName = "Name")]
public sealed class GetProcessCommand : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Name")][Alias("ProcessName")] public string[]? Name { get; set; }
    [Parameter(Mandatory = true, ParameterSetName = "Id")][Alias("PID")] public int[]? Id { get; set; }

    protected override void ProcessRecord()
    {
        if (Id is not null) { foreach (var id in Id) ById(id); return; }
        var all = Process.GetProcesses().OrderBy(p => p.ProcessName, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id).ToList();
        foreach (var name in Name ?? ["*"])
        {
            var pattern = new WildcardPattern(name, WildcardOptions.IgnoreCase);
            var found = all.Where(p => pattern.IsMatch(p.ProcessName)).ToList();
            foreach (var process in found) WriteObject(process);
            if (found.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
                Missing($"Cannot find a process with the name \"{name}\". Verify the process name and call the cmdlet again.", "NoProcessFoundForGivenName", name);
        }
    }

    private void ById(int id)
    {
        try { WriteObject(Process.GetProcessById(id)); }
        catch (ArgumentException) { Missing($"Cannot find a process with the process identifier {id}.", "NoProcessFoundForGivenId", id); }
    }

    private void Missing(string message, string id, object target) =>
        WriteError(new ErrorRecord(new ProcessCommandException(message), id, ErrorCategory.ObjectNotFound, target));
}

/// <summary>No such process.</summary>
public sealed class ProcessCommandException(string message) : SystemException(message);
