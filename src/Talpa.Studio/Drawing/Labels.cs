namespace Talpa.Studio.Drawing;

/// <summary>Finds places for words so that they hide neither each other nor the marks. A word without a free place isn't written.</summary>
public static class Labels
{
    private const double LineHeight = 15;
    private const double Gap = 11;

    /// <summary>The places found: the middle of each word's base line, relative to its mark.</summary>
    /// <param name="labels">What is to be written; empty words only keep others off their marks.</param>
    /// <param name="letter">The width of a letter.</param>
    public static IReadOnlyDictionary<string, (double X, double Y)> Place(IReadOnlyList<Label> labels, double letter = 7.4)
    {
        ArgumentNullException.ThrowIfNull(labels);
        var taken = labels.Select(label => new Box(label.X - 8, label.Y - 8, label.X + 8, label.Y + 8)).ToList();
        var places = new Dictionary<string, (double X, double Y)>(StringComparer.Ordinal);
        foreach (Label label in labels.Where(label => label.Text.Length > 0).OrderByDescending(label => label.IsImportant))
        {
            (double X, double Y)[] candidates = Candidates(label, letter);
            int free = Array.FindIndex(candidates, place => !taken.Exists(box => box.Overlaps(BoxOf(label, place, letter))));
            if (free >= 0 || label.IsImportant)
            {
                (double X, double Y) place = candidates[Math.Max(0, free)];
                places[label.Key] = place;
                taken.Add(BoxOf(label, place, letter));
            }
        }

        return places;
    }

    private static (double X, double Y)[] Candidates(Label label, double letter)
    {
        double aside = Gap + (label.Text.Length * letter / 2);
        (double X, double Y) above = (0, -Gap - 3);
        (double X, double Y) below = (0, Gap + LineHeight - 1);
        return label.PrefersBelow ? [below, above, (aside, 5), (-aside, 5)] : [above, below, (aside, 5), (-aside, 5)];
    }

    private static Box BoxOf(Label label, (double X, double Y) place, double letter)
    {
        double half = label.Text.Length * letter / 2;
        double x = label.X + place.X;
        double baseLine = label.Y + place.Y;
        return new Box(x - half, baseLine - 11, x + half, baseLine + 3);
    }

    private readonly record struct Box(double Left, double Top, double Right, double Bottom)
    {
        public bool Overlaps(Box other) => Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
    }
}
