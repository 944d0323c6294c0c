using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace PowerShellHost;

/// <summary>
/// Where pwsh puts each stream when it is redirected: output, Write-Host, warnings, verbose and debug text on stdout,
/// errors on stderr. Everything is flushed at once, since a reader at the other end of the pipe waits for lines.
/// </summary>
internal sealed class ConsoleUI(TextWriter stdout, TextWriter stderr) : PSHostUserInterface
{
    public override PSHostRawUserInterface RawUI { get; } = new ConsoleRawUI();

    public override void Write(string value) => Out(value);
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Out(value);
    public override void WriteLine(string value) => Out(value + Environment.NewLine);
    public override void WriteErrorLine(string value) { lock (this) { stdout.Flush(); stderr.WriteLine(GetOutputString(value, SupportsVirtualTerminal)); } }
    public override void WriteWarningLine(string message) => WriteLine("WARNING: " + message);
    public override void WriteVerboseLine(string message) => WriteLine("VERBOSE: " + message);
    public override void WriteDebugLine(string message) => WriteLine("DEBUG: " + message);
    public override void WriteProgress(long sourceId, ProgressRecord record) { /* pwsh draws none when redirected */ }

    private void Out(string value)
    {
        lock (this)
        {
            stdout.Write(GetOutputString(value, SupportsVirtualTerminal));
            stdout.Flush();
        }
    }

    public override string ReadLine() => throw NotInteractive();
    public override SecureString ReadLineAsSecureString() => throw NotInteractive();
    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NotInteractive();
    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NotInteractive();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NotInteractive();
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NotInteractive();

    /// <summary>The engine turns this into the same error that `pwsh -NonInteractive` gives.</summary>
    private static PSInvalidOperationException NotInteractive() =>
        new("PowerShell is in NonInteractive mode. Read and Prompt functionality is not available.");
}
