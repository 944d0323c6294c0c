using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace PowerShellHost;

/// <summary>
/// Runs one command in one runspace the way pwsh's console host does: the script first, Out-Default behind it,
/// errors merged into the output so that they keep their order, stdin lines as the pipeline's input.
/// </summary>
internal sealed class Session(TextWriter stdout, TextWriter stderr)
{
    public int Run(CommandLine options)
    {
        var host = new ConsoleHost(new ConsoleUI(stdout, stderr));
        using var runspace = RunspaceFactory.CreateRunspace(host, EngineState.Create());
        // The caller's thread runs the pipeline, so that a script's `exit` and Ctrl-C need no hand-over.
        runspace.ThreadOptions = PSThreadOptions.Default;
        runspace.Open();
        Runspace.DefaultRunspace = runspace;

        using var pipeline = options.File is null ? CommandText(runspace, options.Command!) : FileCommand.CreatePipeline(options, runspace);
        pipeline.Commands.Add(new Command("Out-Default") { MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Error | PipelineResultTypes.Output });

        var failure = Execute(pipeline);
        if (host.ExitCode is int code) return Leave(code);
        if (failure is null) return Leave(Succeeded(runspace) ? 0 : 1);
        Report(failure, runspace);
        return Leave(1);
    }

    /// <summary>Only a text that goes into the history leaves its `$?` behind, which becomes the exit code.</summary>
    private static Pipeline CommandText(Runspace runspace, string text) => runspace.CreatePipeline(text, addToHistory: true);

    private static Exception? Execute(Pipeline pipeline)
    {
        // The event comes last of all, when the runspace is free again; the state and the output's end come earlier.
        using var done = new ManualResetEventSlim();
        pipeline.StateChanged += (_, change) =>
        {
            if (change.PipelineStateInfo.State is PipelineState.Completed or PipelineState.Failed or PipelineState.Stopped) done.Set();
        };
        pipeline.InvokeAsync();
        StandardInput.Feed(pipeline);
        done.Wait();
        return pipeline.PipelineStateInfo.State is PipelineState.Failed or PipelineState.Stopped ? pipeline.PipelineStateInfo.Reason : null;
    }

    /// <summary>`$?` after the last statement, asked in the way pwsh asks.</summary>
    private static bool Succeeded(Runspace runspace)
    {
        using var pipeline = runspace.CreatePipeline("$global:?");
        return pipeline.Invoke() is [{ BaseObject: true }];
    }

    /// <summary>A terminating error or a parse error, printed by the engine's own error view.</summary>
    private static void Report(Exception failure, Runspace runspace)
    {
        var record = failure is IContainsErrorRecord container
            ? new ErrorRecord(container.ErrorRecord, failure)
            : new ErrorRecord(failure, "powershell-host", ErrorCategory.NotSpecified, null);
        var wrapped = new PSObject(record);
        EngineContext.MarkAsError(wrapped);
        using var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(new Command("Out-Default"));
        pipeline.Invoke(new[] { wrapped });
    }

    /// <summary>Ends the process at once: background jobs and blocked reads of stdin must not hold it.</summary>
    private int Leave(int code)
    {
        try { stdout.Flush(); stderr.Flush(); } catch (IOException) { /* nobody reads any more */ }
        Environment.Exit(code);
        return code;
    }
}
