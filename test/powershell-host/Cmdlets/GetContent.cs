using System.Management.Automation;
using System.Text;
using PowerShellHost.Objects;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Get-Content of files, line by line, and of other providers' items. Deviates: no -Wait, -Delimiter, -Stream (Windows only);
/// -Encoding by name only; -Tail reads the whole file.
/// </summary>
[Cmdlet(VerbsCommon.Get, "Content", DefaultParameterSetName = "Path")]
public sealed class GetContentCommand : PathCmdlet
{
    [Parameter] public long ReadCount { get; set; } = 1;
    [Parameter][Alias("First", "Head")] public long TotalCount { get; set; } = -1;
    [Parameter][Alias("Last")] public int Tail { get; set; } = -1;
    [Parameter] public SwitchParameter Raw { get; set; }
    [Parameter] public SwitchParameter AsByteStream { get; set; }
    [Parameter] public string Encoding { get; set; } = "utf8";

    protected override void ProcessRecord() => Each(path =>
    {
        foreach (var resolved in Resolve(path))
        {
            if (resolved.Provider.Name != "FileSystem") { Items(path); continue; }
            if (AsByteStream) { Bytes(resolved.Path); continue; }
            using var reader = new StreamReader(resolved.Path, Reading(), true);
            if (Raw) { WriteObject(reader.ReadToEnd()); continue; }
            Lines(reader, resolved.Path);
        }
    });

    private IEnumerable<(string Path, ProviderInfo Provider)> Resolve(string path)
    {
        if (!Literal)
        {
            var found = SessionState.Path.GetResolvedProviderPathFromPSPath(path, out var provider);
            return found.Select(p => (p, provider)).ToList();
        }
        var single = SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out var owner, out _);
        if (!InvokeProvider.Item.Exists(path, Force, true)) throw new ItemNotFoundException(path);
        return [(single, owner)];
    }

    private void Items(string path)
    {
        foreach (var reader in InvokeProvider.Content.GetReader([path], Force, Literal))
            using (reader) foreach (var value in reader.Read(0)) WriteObject(value);
    }

    private void Bytes(string path)
    {
        var all = System.IO.File.ReadAllBytes(path);
        WriteObject(all, !Raw && ReadCount != 0);
    }

    private void Lines(StreamReader reader, string path)
    {
        if (Tail >= 0)
        {
            var last = new Queue<string>();
            while (reader.ReadLine() is { } line) { last.Enqueue(line); if (last.Count > Tail) last.Dequeue(); }
            foreach (var line in last) Give(line, path, 0);
            return;
        }
        for (long number = 1; (TotalCount < 0 || number <= TotalCount) && reader.ReadLine() is { } text; number++) Give(text, path, number);
    }

    /// <summary>PowerShell hangs these notes on every line; ConvertTo-Json must not show them, and does not.</summary>
    private void Give(string line, string path, long number)
    {
        var result = new PSObject(line);
        result.Properties.Add(new PSNoteProperty("PSPath", path));
        result.Properties.Add(new PSNoteProperty("ReadCount", number));
        WriteObject(result);
    }

    private Encoding Reading() => Encoding.ToLowerInvariant() switch
    {
        "ascii" => System.Text.Encoding.ASCII,
        "unicode" or "utf16" => System.Text.Encoding.Unicode,
        "bigendianunicode" => System.Text.Encoding.BigEndianUnicode,
        "utf32" => System.Text.Encoding.UTF32,
        "latin1" or "ansi" or "oem" => System.Text.Encoding.Latin1,
        _ => new UTF8Encoding(false),
    };
}
