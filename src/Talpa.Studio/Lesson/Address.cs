using System.Globalization;
using System.Text;

namespace Talpa.Studio.Lesson;

/// <summary>
/// Writes a view to the fragment of an address, and reads it back exactly, to the last bit of every number. Only values that differ from the
/// initial view are written. Invalid values are replaced by those of the initial view, so that no link breaks the page.
/// </summary>
public static class Address
{
    private static readonly View Initial = new();

    /// <summary>Writes a view, without the #; empty for the initial view.</summary>
    public static string Write(View view)
    {
        ArgumentNullException.ThrowIfNull(view);
        var text = new StringBuilder();
        LessonSetup setup = view.Setup;
        Add(text, "text", setup.Text, Initial.Setup.Text);
        Add(text, "window", setup.Window, Initial.Setup.Window);
        Add(text, "dim", setup.Dimension, Initial.Setup.Dimension);
        Add(text, "seed", setup.Seed, Initial.Setup.Seed);
        Add(text, "rate", setup.LearningRate, Initial.Setup.LearningRate);
        Add(text, "start", Name(setup.Start), Name(Initial.Setup.Start));
        Add(text, "step", view.Step, Initial.Step);
        Add(text, "projected", view.ProjectedAt, Initial.ProjectedAt);
        Add(text, "speed", view.Speed, Initial.Speed);
        Add(text, "panel", view.Panel, Initial.Panel);
        Add(text, "chosen", view.Chosen ?? string.Empty, string.Empty);
        Add(text, "pair", $"{view.Pair.A},{view.Pair.B}", $"{Initial.Pair.A},{Initial.Pair.B}");
        Add(text, "edits", string.Join('~', view.Edits.Select(WriteEdit)), string.Empty);
        Add(text, "hide", string.Join(',', view.Hidden.Order(StringComparer.Ordinal)), string.Empty);
        return text.ToString();
    }

    /// <summary>Reads a view from the fragment of an address, with or without the #.</summary>
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

        string text = given.GetValueOrDefault("text", Initial.Setup.Text);
        int dimension = Integer(given, "dim", Initial.Setup.Dimension, 2, 10);
        return new View
        {
            Setup = new LessonSetup
            {
                Text = LessonText.Parse(text).IsUsable ? text : Initial.Setup.Text,
                Window = Integer(given, "window", Initial.Setup.Window, 1, LessonSetup.MaxWindow),
                Dimension = LessonSetup.Dimensions.Contains(dimension) ? dimension : Initial.Setup.Dimension,
                Seed = Integer(given, "seed", Initial.Setup.Seed, 0, int.MaxValue),
                LearningRate = Real(given.GetValueOrDefault("rate")) is > 0 and <= LessonSetup.MaxLearningRate and var rate ? rate : Initial.Setup.LearningRate,
                Start = Enum.TryParse(given.GetValueOrDefault("start"), ignoreCase: true, out LessonStart start) && Enum.IsDefined(start) ? start : Initial.Setup.Start,
            },
            Step = Integer(given, "step", 0, 0, History.MaxSteps),
            ProjectedAt = Integer(given, "projected", 0, 0, History.MaxSteps),
            Speed = Integer(given, "speed", Initial.Speed, 1, 1000) is var speed && Player.Speeds.Contains(speed) ? speed : Initial.Speed,
            Panel = given.GetValueOrDefault("panel") is "objectives" or "likeness" or "network" ? given["panel"] : Initial.Panel,
            Chosen = given.GetValueOrDefault("chosen") is { Length: > 0 } chosen ? chosen : null,
            Pair = ReadPair(given.GetValueOrDefault("pair")),
            Edits = [.. given.GetValueOrDefault("edits", string.Empty).Split('~').Select(ReadEdit).OfType<RunEdit>()],
            Hidden = given.GetValueOrDefault("hide", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
    }

    private static string Name(LessonStart start) => start.ToString().ToLowerInvariant();

    private static void Add<T>(StringBuilder text, string name, T value, T initial)
    {
        if (!EqualityComparer<T>.Default.Equals(value, initial))
        {
            string written = value is IFormattable number ? number.ToString(null, CultureInfo.InvariantCulture) : value?.ToString() ?? string.Empty;
            text.Append(text.Length == 0 ? string.Empty : "&").Append(name).Append('=').Append(Uri.EscapeDataString(written).Replace("%20", "+", StringComparison.Ordinal));
        }
    }

    private static string WriteEdit(RunEdit edit) => edit switch
    {
        RateEdit rate => $"{rate.Step}:rate:{rate.Rate:R}",
        VectorEdit vector => $"{vector.Step}:{(vector.Table == 0 ? "in" : "out")}:{vector.Row}:{string.Join(',', vector.Vector.Select(x => x.ToString("R")))}",
        _ => throw new ArgumentOutOfRangeException(nameof(edit)),
    };

    private static RunEdit? ReadEdit(string text)
    {
        string[] parts = text.Split(':');
        if (parts.Length < 3 || !TryInteger(parts[0], out int step))
        {
            return null;
        }

        if (parts[1] == "rate")
        {
            return Real(parts[2]) is { } rate ? new RateEdit(step, rate) : null;
        }

        double?[] vector = parts.Length == 4 ? [.. parts[3].Split(',').Select(Real)] : [null];
        return parts[1] is "in" or "out" && TryInteger(parts[2], out int row) && vector.All(x => x is not null)
            ? new VectorEdit(step, parts[1] == "in" ? 0 : 1, row, [.. vector.Select(x => x!.Value)])
            : null;
    }

    private static (int A, int B) ReadPair(string? text) =>
        text?.Split(',') is [string a, string b] && TryInteger(a, out int first) && TryInteger(b, out int second) ? (first, second) : Initial.Pair;

    private static int Integer(Dictionary<string, string> given, string name, int defaultValue, int min, int max) =>
        given.TryGetValue(name, out string? text) && TryInteger(text, out int value) && value >= min && value <= max ? value : defaultValue;

    private static bool TryInteger(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    private static double? Real(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
