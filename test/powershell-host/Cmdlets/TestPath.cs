using System.Management.Automation;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>Test-Path. Deviates: no -Filter, -Include, -Exclude, -NewerThan, -OlderThan.</summary>
[Cmdlet(VerbsDiagnostic.Test, "Path", DefaultParameterSetName = "Path")]
public sealed class TestPathCommand : PathCmdlet
{
    [Parameter][Alias("Type")] public TestPathType PathType { get; set; } = TestPathType.Any;
    [Parameter] public SwitchParameter IsValid { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Paths) WriteObject(Exists(path));
    }

    private bool Exists(string path)
    {
        if (IsValid) return SessionState.Path.IsValid(path);
        try
        {
            return PathType switch
            {
                TestPathType.Container => InvokeProvider.Item.IsContainer(path),
                TestPathType.Leaf => InvokeProvider.Item.Exists(path, Force, Literal) && !InvokeProvider.Item.IsContainer(path),
                _ => InvokeProvider.Item.Exists(path, Force, Literal),
            };
        }
        catch (Exception e) when (e is SessionStateException or ProviderInvocationException or IOException) { return false; }
    }
}

/// <summary>What Test-Path should find.</summary>
public enum TestPathType { Any, Container, Leaf }
