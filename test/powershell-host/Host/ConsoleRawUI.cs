using System.Management.Automation.Host;

namespace PowerShellHost;

/// <summary>A console that is not there: a width of 120 columns for tables, nothing else.</summary>
internal sealed class ConsoleRawUI : PSHostRawUserInterface
{
    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;
    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;
    public override Size BufferSize { get; set; } = new(120, 50);
    public override Size WindowSize { get; set; } = new(120, 50);
    public override Size MaxPhysicalWindowSize => new(120, 50);
    public override Size MaxWindowSize => new(120, 50);
    public override Coordinates CursorPosition { get; set; }
    public override Coordinates WindowPosition { get; set; }
    public override int CursorSize { get; set; } = 25;
    public override string WindowTitle { get; set; } = "";
    public override bool KeyAvailable => false;

    public override void FlushInputBuffer() { }
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
    public override KeyInfo ReadKey(ReadKeyOptions options) => throw new NotSupportedException("There is no console.");
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw new NotSupportedException("There is no console.");
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
}
