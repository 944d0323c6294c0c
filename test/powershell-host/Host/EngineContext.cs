using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PowerShellHost;

/// <summary>
/// Two values of the engine that pwsh reads and sets in the same way, being of one house with it, and that have no
/// public door. An engine that renames them makes this throw at the first run, not give wrong exit codes.
/// </summary>
internal static class EngineContext
{
    private const BindingFlags Any = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;

    public static void Set(Runspace runspace, string property, object value) => Property(runspace, property, out var context).SetValue(context, value);

    /// <summary>Out-Default writes an object that is marked so to the error stream instead of to stdout.</summary>
    public static void MarkAsError(PSObject record)
    {
        var stream = typeof(PSObject).GetProperty("WriteStream", Any) ?? throw new MissingMemberException("PSObject.WriteStream");
        stream.SetValue(record, Enum.Parse(stream.PropertyType, "Error"));
    }

    private static PropertyInfo Property(Runspace runspace, string property, out object context)
    {
        context = runspace.GetType().GetProperty("GetExecutionContext", Any)?.GetValue(runspace) ?? throw new MissingMemberException("Runspace.GetExecutionContext");
        return context.GetType().GetProperty(property, Any) ?? throw new MissingMemberException(property);
    }
}
