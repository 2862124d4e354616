using System.Globalization;
using System.Text;

namespace Talpa.Studio.Lesson;

/// <summary>
/// Writes a view into the part of an address after the #, and reads it back: exactly, to the last bit of every number. Only what differs
/// from the page's first view is written. What can't be read is left at that first view's value: a link never breaks the page.
/// </summary>
public static class Address
{
    private static readonly View First = new();

    /// <summary>Writes a view, without the #; empty for the page's first view.</summary>
    public static string Write(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder();
        LessonSetup setup = view.Setup;
        Add(text, "text", setup.Text, First.Setup.Text);
        Add(text, "window", setup.Window, First.Setup.Window);
        Add(text, "dim", setup.Dimension, First.Setup.Dimension);
        Add(text, "seed", setup.Seed, First.Setup.Seed);
        Add(text, "rate", setup.LearningRate, First.Setup.LearningRate);
        Add(text, "start", Name(setup.Start), Name(First.Setup.Start));
        Add(text, "step", view.Step, First.Step);
        Add(text, "projected", view.ProjectedAt, First.ProjectedAt);
        Add(text, "speed", view.Speed, First.Speed);
        Add(text, "panel", view.Panel, First.Panel);
        Add(text, "chosen", view.Chosen ?? string.Empty, string.Empty);
        Add(text, "pair", $"{view.Pair.A},{view.Pair.B}", $"{First.Pair.A},{First.Pair.B}");
        Add(text, "edits", string.Join('~', view.Edits.Select(WriteEdit)), string.Empty);
        Add(text, "hide", string.Join(',', view.Hidden.Order(StringComparer.Ordinal)), string.Empty);
        return text.ToString();
    }

    /// <summary>Reads a view from the part of an address after the #, with or without it.</summary>
    public static View Read(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in fragment.TrimStart('#').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals > 0)
            {
                given[pair[..equals]] = Uri.UnescapeDataString(pair[(equals + 1)..].Replace("+", "%20", StringComparison.Ordinal));
            }
        }

        string text = given.GetValueOrDefault("text", First.Setup.Text);
        int dimension = Whole(given, "dim", First.Setup.Dimension, 2, 10);
        return new View
        {
            Setup = new LessonSetup
            {
                Text = LessonText.Parse(text).IsUsable ? text : First.Setup.Text,
                Window = Whole(given, "window", First.Setup.Window, 1, LessonSetup.MaxWindow),
                Dimension = LessonSetup.Dimensions.Contains(dimension) ? dimension : First.Setup.Dimension,
                Seed = Whole(given, "seed", First.Setup.Seed, 0, int.MaxValue),
                LearningRate = Real(given.GetValueOrDefault("rate")) is > 0 and <= LessonSetup.MaxLearningRate and var rate ? rate : First.Setup.LearningRate,
                Start = Enum.TryParse(given.GetValueOrDefault("start"), ignoreCase: true, out LessonStart start) && Enum.IsDefined(start) ? start : First.Setup.Start,
            },
            Step = Whole(given, "step", 0, 0, History.MaxSteps),
            ProjectedAt = Whole(given, "projected", 0, 0, History.MaxSteps),
            Speed = Whole(given, "speed", First.Speed, 1, 1000) is var speed && Player.Speeds.Contains(speed) ? speed : First.Speed,
            Panel = given.GetValueOrDefault("panel") is "objectives" or "likeness" or "network" ? given["panel"] : First.Panel,
            Chosen = given.GetValueOrDefault("chosen") is { Length: > 0 } chosen ? chosen : null,
            Pair = ReadPair(given.GetValueOrDefault("pair")),
            Edits = [.. given.GetValueOrDefault("edits", string.Empty).Split('~').Select(ReadEdit).OfType<RunEdit>()],
            Hidden = given.GetValueOrDefault("hide", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static string Name(LessonStart start) => start.ToString().ToLowerInvariant();

    private static void Add<T>(StringBuilder text, string name, T value, T first)
    {
        if (!EqualityComparer<T>.Default.Equals(value, first))
        {
            string written = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? string.Empty;
            text.Append(text.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(written).Replace("%20", "+", StringComparison.Ordinal));
        }
    }

    private static string WriteEdit(RunEdit edit) => edit switch
    {
        RateEdit rate => $"{rate.Step}:rate:{rate.Rate:R}",
        PlaceEdit place => $"{place.Step}:{(place.Table == 0 ? "in" : "out")}:{place.Row}:{string.Join(',', place.Vector.Select(x => x.ToString("R")))}",
        _ => throw new ArgumentOutOfRangeException(nameof(edit)),
    };

    private static RunEdit? ReadEdit(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length < 3 || !TryWhole(parts[0], out int step))
        {
            return null;
        }

        if (parts[1] == "rate")
        {
            return Real(parts[2]) is { } rate ? new RateEdit(step, rate) : null;
        }

        double?[] vector = parts.Length == 4 ? [.. parts[3].Split(',').Select(Real)] : [null];
        return parts[1] is "in" or "out" && TryWhole(parts[2], out int row) && vector.All(x => x is not null)
            ? new PlaceEdit(step, parts[1] == "in" ? 0 : 1, row, [.. vector.Select(x => x!.Value)])
            : null;
    }

    private static (int A, int B) ReadPair(string? text) =>
        text?.Split(',') is [string a, string b] && TryWhole(a, out int first) && TryWhole(b, out int second) ? (first, second) : First.Pair;

    private static int Whole(Dictionary<string, string> given, string name, int otherwise, int min, int max) =>
        given.TryGetValue(name, out string? text) && TryWhole(text, out int value) && value >= min && value <= max ? value : otherwise;

    private static bool TryWhole(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static double? Real(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
