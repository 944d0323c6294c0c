using System.Management.Automation;
using System.Reflection;

namespace PowerShellHost.Objects;

/// <summary>
/// Select-Object -First ends the commands before it. The engine does that with an exception of its own that is not
/// public; without it a collector that takes the first event of a log would read the whole log here.
/// </summary>
internal static class EndUpstream
{
    private static readonly Type Signal = typeof(PSObject).Assembly.GetType("System.Management.Automation.StopUpstreamCommandsException", throwOnError: true)!;

    public static void Stop(Cmdlet requester) =>
        throw (Exception)Activator.CreateInstance(Signal, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, null, [requester], null)!;
}
