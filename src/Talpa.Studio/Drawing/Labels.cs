namespace Talpa.Studio.Drawing;

/// <summary>Finds places for words so that they hide neither each other nor the marks. A word without a free place isn't written.</summary>
public static class Labels
{
    private const double Gap = 11;

    /// <summary>Of a usual letter, as a share of the height of the writing.</summary>
    private const double LetterWidth = 0.53;

    /// <summary>The places found: the middle of each word's base line, relative to its mark.</summary>
    /// <param name="labels">What is to be written; empty words only keep others off their marks.</param>
    /// <param name="fontSize">The height of the writing, in the picture's units.</param>
    public static IReadOnlyDictionary<string, (double X, double Y)> Place(IReadOnlyList<Label> labels, double fontSize = 14)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var taken = labels.Select(label => new Box(label.X - 8, label.Y - 8, label.X + 8, label.Y + 8)).ToList();
        var places = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        foreach (Label label in labels.Where(label => label.Text.Length > 0).OrderByDescending(label => label.IsImportant))
        {
            (double X, double Y)[] candidates = Candidates(label, fontSize);
            int free = Array.FindIndex(candidates, place => !taken.Exists(box => box.Overlaps(BoxOf(label, place, fontSize))));
            if (free >= 0 || label.IsImportant)
            {
                (double X, double Y) place = candidates[Math.Max(0, free)];
                places[label.Key] = place;
                taken.Add(BoxOf(label, place, fontSize));
            }
        }

        return places;
    }

    private static (double X, double Y)[] Candidates(Label label, double fontSize)
    {
        double aside = Gap + HalfWidth(label, fontSize);
        (double X, double Y) above = (0, -Gap - 3);
        (double X, double Y) below = (0, Gap + fontSize);
        return label.PrefersBelow ? [below, above, (aside, 5), (-aside, 5)] : [above, below, (aside, 5), (-aside, 5)];
    }

    private static Box BoxOf(Label label, (double X, double Y) place, double fontSize)
    {
        double half = HalfWidth(label, fontSize);
        double x = label.X + place.X;
        double baseLine = label.Y + place.Y;
        return new Box(x - half, baseLine - (0.8 * fontSize), x + half, baseLine + (0.22 * fontSize));
    }

    private static double HalfWidth(Label label, double fontSize) => label.Text.Length * LetterWidth * fontSize / 2;

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
