namespace Talpa.Studio.Drawing;

/// <summary>Places words such that they overlap neither each other nor the marks. A word without a free position is omitted.</summary>
public static class Labels
{
    private const double Gap = 11;

    /// <summary>The width of an average letter, relative to the font size.</summary>
    private const double LetterWidth = 0.53;

    /// <summary>Chinese, Japanese and Korean characters, from here on, are as wide as the font size.</summary>
    private const char FirstWide = '\u1100';

    /// <summary>Returns the positions: the middle of each word's baseline, relative to its mark.</summary>
    /// <param name="labels">The words. An empty word only reserves the area of its mark.</param>
    /// <param name="fontSize">The font size in units of the picture.</param>
    public static IReadOnlyDictionary<string, (double X, double Y)> Place(IReadOnlyList<Label> labels, double fontSize = 14)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var taken = labels.Select(label => new Box(label.X - 8, label.Y - 8, label.X + 8, label.Y + 8)).ToList();
        var positions = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        foreach (Label label in labels.Where(label => label.Text.Length > 0).OrderByDescending(label => label.IsImportant))
        {
            (double X, double Y)[] candidates = Candidates(label, fontSize);
            int free = Array.FindIndex(candidates, position => !taken.Exists(box => box.Overlaps(BoxOf(label, position, fontSize))));
            if (free >= 0 || label.IsImportant)
            {
                (double X, double Y) position = candidates[Math.Max(0, free)];
                positions[label.Key] = position;
                taken.Add(BoxOf(label, position, fontSize));
            }
        }

        return positions;
    }

    private static (double X, double Y)[] Candidates(Label label, double fontSize)
    {
        double aside = Gap + HalfWidth(label, fontSize);
        (double X, double Y) above = (0, -Gap - 3);
        (double X, double Y) below = (0, Gap + fontSize);
        return label.PrefersBelow ? [below, above, (aside, 5), (-aside, 5)] : [above, below, (aside, 5), (-aside, 5)];
    }

    private static Box BoxOf(Label label, (double X, double Y) position, double fontSize)
    {
        double half = HalfWidth(label, fontSize);
        double x = label.X + position.X;
        double baseLine = label.Y + position.Y;
        return new Box(x - half, baseLine - (0.8 * fontSize), x + half, baseLine + (0.22 * fontSize));
    }

    private static double HalfWidth(Label label, double fontSize) => label.Text.Sum(c => c >= FirstWide ? 1 : LetterWidth) * fontSize / 2;

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}

/// <summary>A word to place beside its mark.</summary>
/// <param name="Key">The key of the result.</param>
/// <param name="X">The horizontal centre of the mark.</param>
/// <param name="Y">The vertical centre of the mark, downward.</param>
/// <param name="Text">The word.</param>
/// <param name="IsImportant">Whether it is written even without a free position.</param>
/// <param name="PrefersBelow">Whether a position below the mark has precedence over one above.</param>
public sealed record Label(string Key, double X, double Y, string Text, bool IsImportant, bool PrefersBelow);
