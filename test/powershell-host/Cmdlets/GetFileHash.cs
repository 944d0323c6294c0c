using System.Management.Automation;
using System.Security.Cryptography;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>What Get-FileHash gives.</summary>
public sealed record FileHashInfo(string Algorithm, string Hash, string? Path);

/// <summary>Get-FileHash of files or a stream.</summary>
[Cmdlet(VerbsCommon.Get, "FileHash", DefaultParameterSetName = "Path")]
public sealed class GetFileHashCommand : PathCmdlet
{
    [Parameter(Mandatory = true, ParameterSetName = "StreamParameterSet")] public Stream? InputStream { get; set; }
    [Parameter(Position = 1)][ValidateSet("SHA1", "SHA256", "SHA384", "SHA512", "MD5")] public string Algorithm { get; set; } = "SHA256";

    protected override void ProcessRecord()
    {
        if (InputStream is not null) { WriteObject(Hash(InputStream, null)); return; }
        Each(path =>
        {
            foreach (var file in Literal ? [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path)] : SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _).ToArray())
            {
                if (System.IO.Directory.Exists(file)) continue;
                if (!System.IO.File.Exists(file)) throw new ItemNotFoundException(path);
                using var stream = System.IO.File.OpenRead(file);
                WriteObject(Hash(stream, file));
            }
        });
    }

    private FileHashInfo Hash(Stream stream, string? path) =>
        new(Algorithm.ToUpperInvariant(), Convert.ToHexString(CryptographicOperations.HashData(new HashAlgorithmName(Algorithm.ToUpperInvariant()), stream)), path);
}
