using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>
/// One line with the progress: redrawn in place on a screen; elsewhere written as a line of its own every few seconds,
/// so that a log stays short.
/// </summary>
internal sealed class ProgressLine(Terminal terminal, TimeProvider time)
{
    private static readonly TimeSpan FirstPlainLine = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan PlainLineInterval = TimeSpan.FromSeconds(5);

    private const string EraseToEndOfLine = "\u001b[K";

    private readonly bool _redraws = terminal.ErrorIsScreen;
    private long _next = time.GetTimestamp() + (long)(FirstPlainLine.TotalSeconds * time.TimestampFrequency);
    private bool _shown;

    /// <summary>Columns a line may take.</summary>
    public int Width => _redraws ? terminal.Width - 1 : 100;

    /// <summary>Whether the line is redrawn, so that a bar moves.</summary>
    public bool Redraws => _redraws;

    /// <summary>Updates the line, if it is due.</summary>
    public void Show(Func<string> describe)
    {
        if (_redraws)
        {
            terminal.Error.Write($"\r{Cut(SafeText.Escape(describe()))}{EraseToEndOfLine}");
            terminal.Error.Flush();
            _shown = true;
        }
        else if (time.GetTimestamp() >= _next)
        {
            terminal.Error.WriteLine(SafeText.Escape(describe()));
            terminal.Error.Flush();
            _next = time.GetTimestamp() + (long)(PlainLineInterval.TotalSeconds * time.TimestampFrequency);
        }
    }

    /// <summary>Takes the line off the screen, for others to be written.</summary>
    public void Clear()
    {
        if (_shown)
        {
            terminal.Error.Write($"\r{EraseToEndOfLine}");
            terminal.Error.Flush();
            _shown = false;
        }
    }

    /// <summary>A line that wraps could not be redrawn.</summary>
    private string Cut(string line) => line.GetCellWidth() <= Width ? line : WordText.Fit(line, Width);
}
