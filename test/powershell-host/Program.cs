using System.Management.Automation;
using System.Text;
using PowerShellHost;

// The console encoding must be UTF-8 without a byte order mark before anything is written.
var utf8 = new UTF8Encoding(false);
var stdout = new StreamWriter(Console.OpenStandardOutput(), utf8, 65536) { AutoFlush = false };
var stderr = new StreamWriter(Console.OpenStandardError(), utf8, 4096) { AutoFlush = true };

try
{
    var options = CommandLine.Parse(args);
    if (options.Version)
    {
        stdout.WriteLine("PowerShell " + PSVersionInfoText.Version);
        stdout.Flush();
        return 0;
    }
    return new Session(stdout, stderr).Run(options);
}
catch (UsageException e)
{
    stderr.WriteLine(e.Message);
    return 64;
}
finally
{
    try { stdout.Flush(); } catch (IOException) { /* the reader has gone: nothing left to tell it */ }
}

internal static class PSVersionInfoText
{
    /// <summary>The engine's version, from the assembly that is really loaded.</summary>
    public static string Version
    {
        get
        {
            var attribute = typeof(PSObject).Assembly.GetCustomAttributes(typeof(System.Reflection.AssemblyInformationalVersionAttribute), false);
            var text = ((System.Reflection.AssemblyInformationalVersionAttribute)attribute[0]).InformationalVersion;
            return text.Split([' ', '+'])[0];
        }
    }
}
