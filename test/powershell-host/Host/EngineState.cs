using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace PowerShellHost;

/// <summary>The engine's own default session plus the cmdlets of this assembly.</summary>
internal static class EngineState
{
    public static InitialSessionState Create()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(EngineState).Assembly.GetTypes())
        {
            if (type.GetCustomAttribute<CmdletAttribute>() is not { } cmdlet) continue;
            state.Commands.Add(new SessionStateCmdletEntry($"{cmdlet.VerbName}-{cmdlet.NounName}", type, null));
        }
        // Colour would reach redirected streams; pwsh itself turns it off there.
        state.Variables.Add(new SessionStateVariableEntry("ProgressPreference", ActionPreference.SilentlyContinue, "no console"));
        return state;
    }
}
