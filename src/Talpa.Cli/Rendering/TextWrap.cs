using Spectre.Console;

namespace Talpa.Cli.Rendering;

/// <summary>Breaks prose into lines between words; a word that alone is too long keeps its line.</summary>
internal static class TextWrap
{
    /// <summary>Lines of at most <paramref name="width"/> columns; at least one.</summary>
    public static IReadOnlyList<string> Lines(string text, int width)
    {
        var lines = new List<string>();
        string line = "";
        foreach (string word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > 0 && line.GetCellWidth() + 1 + word.GetCellWidth() > width)
            {
                lines.Add(line);
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        lines.Add(line);
        return lines;
    }
}
