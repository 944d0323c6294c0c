namespace PowerShellHost;

/// <summary>What pwsh's own command line asked for. Only the options that a non-interactive caller uses.</summary>
internal sealed record CommandLine(string? Command, string? File, IReadOnlyList<string> FileArguments, bool Version)
{
    /// <summary>pwsh accepts unambiguous beginnings (-nop, -noni …); these are the ones that take a value we ignore.</summary>
    private static readonly string[] IgnoredWithValue =
        ["outputformat", "inputformat", "executionpolicy", "ep", "ex", "windowstyle", "workingdirectory", "wd", "configurationname", "settingsfile", "of", "o", "if"];

    private static readonly string[] IgnoredSwitches =
        ["nologo", "noprofile", "nop", "noninteractive", "noni", "mta", "sta", "noprofileloadtime", "login", "l"];

    public static CommandLine Parse(string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i].Length < 2 || args[i][0] is not ('-' or '/')) return ForFile(args, i);
            var name = args[i].TrimStart('-', '/').ToLowerInvariant();
            if (name is "command" or "c") return new(string.Join(' ', args[(i + 1)..]), null, [], false);
            if (name is "encodedcommand" or "e" or "ec") return new(Decode(args, i + 1), null, [], false);
            if (name is "file" or "f") return ForFile(args, i + 1);
            if (name is "version" or "v") return new(null, null, [], true);
            if (IgnoredWithValue.Contains(name)) { i++; continue; }
            if (IgnoredSwitches.Contains(name)) continue;
            throw new UsageException($"The argument '{args[i]}' is not known to powershell-host.");
        }
        throw new UsageException("powershell-host has no interactive mode: give -Command, -File or -Version.");
    }

    private static CommandLine ForFile(string[] args, int at)
    {
        if (at >= args.Length) throw new UsageException("-File needs the path of a script.");
        return new(null, Path.GetFullPath(args[at]), args[(at + 1)..], false);
    }

    private static string Decode(string[] args, int at)
    {
        if (at >= args.Length) throw new UsageException("-EncodedCommand needs a value.");
        try { return System.Text.Encoding.Unicode.GetString(Convert.FromBase64String(args[at])); }
        catch (FormatException) { throw new UsageException("-EncodedCommand is not base64."); }
    }
}

/// <summary>A wrong command line: message to stderr, exit code 64 as pwsh has it.</summary>
internal sealed class UsageException(string message) : Exception(message);
