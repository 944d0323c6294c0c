using System.Management.Automation;

namespace PowerShellHost.Objects;

/// <summary>What the cmdlets on provider paths share: -Path with wildcards, -LiteralPath without, errors per path.</summary>
public abstract class PathCmdlet : PSCmdlet
{
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public virtual string[]? Path { get; set; }

    [Parameter(ParameterSetName = "LiteralPath", ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public virtual string[]? LiteralPath { get; set; }

    [Parameter] public SwitchParameter Force { get; set; }

    protected bool Literal => ParameterSetName == "LiteralPath";
    protected string[] Paths => LiteralPath ?? Path ?? ["."];

    /// <summary>Runs one path; what the provider throws becomes this path's error record, and the next path goes on.</summary>
    protected void Each(Action<string> action)
    {
        foreach (var path in Paths) Guard(path, () => action(path));
    }

    protected void Guard(string path, Action action)
    {
        try { action(); }
        catch (ItemNotFoundException) { NotFound(path); }
        catch (System.Management.Automation.DriveNotFoundException e) { WriteError(new ErrorRecord(e.ErrorRecord, e)); }
        catch (ProviderInvocationException e) { WriteError(new ErrorRecord(e.ErrorRecord, e)); }
        catch (UnauthorizedAccessException e) { WriteError(new ErrorRecord(e, "UnauthorizedAccess", ErrorCategory.PermissionDenied, path)); }
        catch (IOException e) { WriteError(new ErrorRecord(e, "ReadError", ErrorCategory.ReadError, path)); }
    }

    protected void NotFound(string path)
    {
        var full = Literal || !WildcardPattern.ContainsWildcardCharacters(path) ? SessionState.Path.GetUnresolvedProviderPathFromPSPath(path) : path;
        WriteError(new ErrorRecord(new ItemNotFoundException($"Cannot find path '{full}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, full));
    }
}
