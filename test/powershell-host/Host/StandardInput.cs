using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text;

namespace PowerShellHost;

/// <summary>Hands redirected stdin to the running pipeline, one string a line, while it runs.</summary>
internal static class StandardInput
{
    public static void Feed(Pipeline pipeline)
    {
        if (!Console.IsInputRedirected)
        {
            pipeline.Input.Close();
            return;
        }
        // On a thread of its own: a command that does not read its input must be able to end first.
        new Thread(() => Copy(pipeline)) { IsBackground = true }.Start();
    }

    private static void Copy(Pipeline pipeline)
    {
        try
        {
            using var reader = new StreamReader(Console.OpenStandardInput(), new UTF8Encoding(false), false, 1 << 16);
            while (reader.ReadLine() is { } line) pipeline.Input.Write(line);
            pipeline.Input.Close();
        }
        catch (PipelineClosedException) { /* the command ended without reading everything */ }
        catch (ObjectDisposedException) { /* likewise */ }
    }
}
