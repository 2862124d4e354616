using Spectre.Console;
using Talpa.Cli.Explaining;

namespace Talpa.Cli.Rendering;

/// <summary>The sentence with the ids below its words and the window marked, in as many rows as the screen needs.</summary>
internal sealed class SentenceStrip(Explanation explanation, Page page)
{
    private const int LongestWord = 24;
    private const int Label = 8;
    private const int Gap = 2;

    /// <summary>Writes the strip.</summary>
    public void Write()
    {
        int first = 0;
        while (first < explanation.Sentence.Count)
        {
            int end = EndOfRow(first);
            if (first > 0)
            {
                page.Blank();
            }

            WriteRow(first, end);
            first = end;
        }
    }

    private int EndOfRow(int first)
    {
        int columns = Label;
        int end = first;
        while (end < explanation.Sentence.Count && (end == first || columns + ColumnsOf(end) <= page.Width))
        {
            columns += ColumnsOf(end) + Gap;
            end++;
        }

        return end;
    }

    private void WriteRow(int first, int end)
    {
        IEnumerable<int> positions = Enumerable.Range(first, end - first);
        page.Line(Row("word", positions, Shown));
        page.Line(Row("id", positions, position => (explanation.Ids[position] + 1).ToString()));
        string marks = Row("", positions, Mark);
        if (marks.Length > 0)
        {
            page.Line(marks);
        }
    }

    private string Row(string label, IEnumerable<int> positions, Func<int, string> cell) =>
        (("  " + label).PadRight(Label) + string.Join(new string(' ', Gap), positions.Select(position => WordText.Centred(cell(position), ColumnsOf(position))))).TrimEnd();

    private string Shown(int position)
    {
        string word = WordText.Fit(explanation.Sentence[position], LongestWord);
        return position == explanation.Position ? $"[{word}]" : word;
    }

    private string Mark(int position)
    {
        int distance = Math.Abs(position - explanation.Position);
        if (distance > explanation.Window)
        {
            return "";
        }

        return distance == 0 ? "centre" : "context"[..Math.Min(7, ColumnsOf(position))];
    }

    private int ColumnsOf(int position)
    {
        int distance = Math.Abs(position - explanation.Position);
        int mark = distance == 0 ? 6 : distance <= explanation.Window ? 7 : 1;
        return Math.Max(mark, Math.Max(Shown(position).GetCellWidth(), (explanation.Ids[position] + 1).ToString().Length));
    }
}
