using System.Globalization;
using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>The engine's view of the outside: no prompts, no colours, text to the two streams.</summary>
internal sealed class ConsoleHost(ConsoleUI ui) : PSHost
{
    /// <summary>What `exit n` asked for, from whatever depth; the engine unwinds the pipeline by itself.</summary>
    public int? ExitCode { get; private set; }

    public override CultureInfo CurrentCulture { get; } = CultureInfo.CurrentCulture;
    public override CultureInfo CurrentUICulture { get; } = CultureInfo.CurrentUICulture;
    public override Guid InstanceId { get; } = Guid.NewGuid();
    public override string Name => "ConsoleHost";
    public override PSHostUserInterface UI => ui;
    public override Version Version { get; } = new(PSVersionInfoText.Version);

    public override void SetShouldExit(int exitCode) => ExitCode ??= exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("powershell-host has no interactive mode.");
    public override void ExitNestedPrompt() => throw new NotSupportedException("powershell-host has no interactive mode.");
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
}
