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

        using var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(options.File is null ? new Command(options.Command!, isScript: true, useLocalScope: false) : FileCommand.Create(options, runspace));
        pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        pipeline.Commands.Add(new Command("Out-Default"));

        host.ExitRequested += code => Leave(code);
        var failure = Execute(pipeline);
        if (host.ExitCode is int code) return Leave(code);
        if (failure is null) return Leave(options.File is not null || Succeeded(runspace) ? 0 : 1);
        Report(failure, runspace);
        return Leave(1);
    }

    private static Exception? Execute(Pipeline pipeline)
    {
        pipeline.InvokeAsync();
        StandardInput.Feed(pipeline);
        while (!pipeline.Output.EndOfPipeline)
        {
            pipeline.Output.WaitHandle.WaitOne();
            pipeline.Output.NonBlockingRead();
        }
        // The state changes a moment after the output has been closed.
        while (pipeline.PipelineStateInfo.State is PipelineState.Running or PipelineState.Stopping) Thread.Sleep(1);
        return pipeline.PipelineStateInfo.State is PipelineState.Failed or PipelineState.Stopped ? pipeline.PipelineStateInfo.Reason : null;
    }

    private static bool Succeeded(Runspace runspace) => runspace.SessionStateProxy.GetVariable("?") is not false;

    /// <summary>A terminating error or a parse error, printed by the engine's own error view.</summary>
    private static void Report(Exception failure, Runspace runspace)
    {
        var record = failure is IContainsErrorRecord container
            ? new ErrorRecord(container.ErrorRecord, failure)
            : new ErrorRecord(failure, "powershell-host", ErrorCategory.NotSpecified, null);
        var wrapped = new PSObject(record);
        // Out-Default writes an object that carries this note to the error stream instead of to stdout.
        wrapped.Properties.Add(new PSNoteProperty("writeErrorStream", true));
        using var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(new Command("Out-Default"));
        try { pipeline.Invoke(new[] { wrapped }); }
        catch (RuntimeException) { runspace.SessionStateProxy.PSVariable.Set("Error", null); Console.Error.WriteLine(failure.Message); }
    }

    /// <summary>Ends the process at once: background jobs and blocked reads of stdin must not hold it.</summary>
    private int Leave(int code)
    {
        try { stdout.Flush(); stderr.Flush(); } catch (IOException) { /* nobody reads any more */ }
        Environment.Exit(code);
        return code;
    }
}
