using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>
/// A table without lines: columns a gap apart, indented by two. Cells are made safe for the screen on their way in, and measured by the columns
/// they take on it. No line ends in spaces, so that what goes to a file is clean.
/// </summary>
internal sealed class Listing
{
    private const int Indent = 2;

    private readonly string _columns;
    private readonly int _gap;
    private readonly List<(string[] Cells, Style Style)> _rows = [];

    /// <summary>Starts a listing.</summary>
    /// <param name="columns">One letter a column: l(eft), r(ight) or b(ar), which is left and in colour.</param>
    /// <param name="gap">Spaces between two columns.</param>
    public Listing(string columns, int gap = 2)
    {
        _columns = columns;
        _gap = gap;
    }

    /// <summary>Adds a row.</summary>
    public void Row(params ReadOnlySpan<string> cells) => Add(Page.Plainly, cells);

    /// <summary>Adds a row that heads the others.</summary>
    public void Head(params ReadOnlySpan<string> cells) => Add(Page.Faintly, cells);

    /// <summary>Adds a row that stands out.</summary>
    public void Strong(params ReadOnlySpan<string> cells) => Add(Page.Boldly, cells);

    /// <summary>Writes the rows.</summary>
    public void WriteTo(Page page)
    {
        int[] widths = [.. Enumerable.Range(0, _columns.Length).Select(column => _rows.Max(row => row.Cells[column].GetCellWidth()))];
        foreach ((string[] cells, Style style) in _rows)
        {
            WriteRow(page, cells, style, widths);
        }
    }

    private void WriteRow(Page page, string[] cells, Style style, int[] widths)
    {
        // Spaces are written only when something follows.
        int spaces = Indent;
        for (int column = 0; column < cells.Length; column++)
        {
            int padding = widths[column] - cells[column].GetCellWidth();
            bool right = _columns[column] == 'r';
            spaces += (column == 0 ? 0 : _gap) + (right ? padding : 0);
            if (cells[column].Length > 0)
            {
                page.Part(new string(' ', spaces), Page.Plainly);
                page.Part(cells[column], _columns[column] == 'b' ? Page.InColour : style);
                spaces = 0;
            }

            spaces += right ? 0 : padding;
        }

        page.Blank();
    }

    private void Add(Style style, ReadOnlySpan<string> cells)
    {
        string[] safe = new string[_columns.Length];
        for (int column = 0; column < safe.Length; column++)
        {
            safe[column] = SafeText.Escape(cells[column]);
        }

        _rows.Add((safe, style));
    }
}
