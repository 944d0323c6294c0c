using System.Management.Automation.Runspaces;

namespace PowerShellHost;

/// <summary>-File: the script as a command, with `-Name value`, `-Name:value`, switches and positional arguments.</summary>
internal static class FileCommand
{
    public static Pipeline CreatePipeline(CommandLine options, Runspace runspace)
    {
        if (!File.Exists(options.File)) throw new UsageException($"The argument '{options.File}' is not recognized as the name of a script file. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.");
        RethrowExit(runspace);
        var command = new Command(options.File!, isScript: false, useLocalScope: false);
        foreach (var (name, value) in Parameters(options.FileArguments)) command.Parameters.Add(name, value);
        var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        return pipeline;
    }

    private static IEnumerable<(string? Name, object? Value)> Parameters(IReadOnlyList<string> arguments)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            var text = arguments[i];
            if (text.Length < 2 || text[0] != '-' || !(char.IsLetter(text[1]) || text[1] == '_')) { yield return (null, text); continue; }
            var colon = text.IndexOf(':');
            if (colon > 0) { yield return (text[..colon], Value(text[(colon + 1)..])); continue; }
            // As in pwsh: the next argument is this parameter's value if it is one; the binder finds out.
            yield return (text, null);
        }
    }

    private static object Value(string text) => text.ToLowerInvariant() switch { "$true" => true, "$false" => false, _ => text };

    /// <summary>
    /// `exit 3` in a script called as a command normally ends that script only. pwsh -File sets this internal switch
    /// of the engine so that it ends the process; there is no public way to it.
    /// </summary>
    private static void RethrowExit(Runspace runspace) => EngineContext.Set(runspace, "ScriptCommandProcessorShouldRethrowExit", true);
}
