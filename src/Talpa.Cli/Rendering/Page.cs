using Spectre.Console;
using Plain = Spectre.Console.Text;

namespace Talpa.Cli.Rendering;

/// <summary>What a command shows, line by line. Text given here is plain: it is made safe for the screen on its way.</summary>
internal sealed class Page(Terminal terminal)
{
    /// <summary>How most text looks.</summary>
    public static readonly Style Plainly = Style.Plain;

    /// <summary>How headings and results look.</summary>
    public static readonly Style Boldly = new(decoration: Decoration.Bold);

    /// <summary>How what matters less looks.</summary>
    public static readonly Style Faintly = new(decoration: Decoration.Dim);

    /// <summary>How bars look.</summary>
    public static readonly Style InColour = new(foreground: Color.Teal);

    private readonly IAnsiConsole _console = terminal.CreateConsole();

    /// <summary>Columns to lay out in.</summary>
    public int Width => terminal.Width;

    /// <summary>Whether a person reads the page on a screen, so that long words have to be cut.</summary>
    public bool OnScreen => terminal.OutIsScreen;

    /// <summary>Whether block and box characters can be written.</summary>
    public bool Unicode => terminal.Unicode;

    /// <summary>An empty line.</summary>
    public void Blank() => _console.WriteLine();

    /// <summary>One line.</summary>
    public void Line(string text) => Line(text, Plainly);

    /// <summary>One line that looks a certain way.</summary>
    public void Line(string text, Style style) => _console.Write(new Plain(SafeText.Escape(text) + "\n", style));

    /// <summary>A part of a line; a blank ends the line.</summary>
    public void Part(string text, Style style) => _console.Write(new Plain(SafeText.Escape(text), style));

    /// <summary>A line that heads others.</summary>
    public void Heading(string text) => Line(text, Boldly);

    /// <summary>A line that begins a chapter, drawn out to the width of the page.</summary>
    public void Rule(string title)
    {
        string safe = SafeText.Escape(title);
        char stroke = Unicode ? '─' : '-';
        string end = new(stroke, Math.Max(2, Width - safe.GetCellWidth() - 4));
        _console.Write(new Plain($"{stroke}{stroke} ", Faintly));
        _console.Write(new Plain(safe, Boldly));
        _console.Write(new Plain($" {end}\n", Faintly));
    }

    /// <summary>A line whose beginning stands out.</summary>
    public void Strong(string beginning, string rest)
    {
        _console.Write(new Plain(SafeText.Escape(beginning), Boldly));
        Line(rest);
    }

    /// <summary>A line of less importance.</summary>
    public void Note(string text)
    {
        foreach (string line in TextWrap.Lines(SafeText.Escape(text), Width))
        {
            _console.Write(new Plain(line + "\n", Faintly));
        }
    }

    /// <summary>Text that is wrapped between words.</summary>
    public void Prose(string text, int indent = 0)
    {
        foreach (string line in TextWrap.Lines(SafeText.Escape(text), Width - indent))
        {
            Line(new string(' ', indent) + line);
        }
    }

    /// <summary>A labelled line; a long text continues below itself.</summary>
    public void Field(string label, string text)
    {
        const int Column = 11;
        IReadOnlyList<string> lines = TextWrap.Lines(SafeText.Escape(text), Math.Max(20, Width - Column));
        for (int i = 0; i < lines.Count; i++)
        {
            _console.Write(new Plain((i == 0 ? label : "").PadRight(Column), Boldly));
            _console.Write(new Plain(lines[i] + "\n"));
        }
    }
}
