using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Invoke-Expression: in the caller's scope, streaming, and constrained from the moment the runspace has been
/// constrained. The public API collects the output first, so the engine's own (internal) way is taken.
/// </summary>
[Cmdlet(VerbsLifecycle.Invoke, "Expression")]
public sealed class InvokeExpressionCommand : PSCmdlet
{
    private const BindingFlags Internal = BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.Public;
    private static readonly MethodInfo InvokeBlock = typeof(ScriptBlock).GetMethod("InvokeUsingCmdlet", Internal)!;
    private static readonly PropertyInfo LanguageMode = typeof(ScriptBlock).GetProperty("LanguageMode", Internal)!;
    private const int WriteToCurrentErrorPipe = 1;

    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)] public string Command { get; set; } = "";

    protected override void ProcessRecord()
    {
        var block = InvokeCommand.NewScriptBlock(Command);
        if (SessionState.LanguageMode != PSLanguageMode.FullLanguage) LanguageMode.SetValue(block, SessionState.LanguageMode);
        var handling = Enum.ToObject(InvokeBlock.GetParameters()[2].ParameterType, WriteToCurrentErrorPipe);
        try
        {
            InvokeBlock.Invoke(block, BindingFlags.DoNotWrapExceptions, null,
                [this, false, handling, AutomationNull.Value, Array.Empty<object>(), AutomationNull.Value, Array.Empty<object>()], null);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException);
        }
    }
}
