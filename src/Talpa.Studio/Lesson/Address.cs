using System.Globalization;
using Talpa.Studio.Languages;
using Talpa.Studio.Story;

namespace Talpa.Studio.Lesson;

/// <summary>
/// Writes a view to the fragment of an address, and reads it back exactly, to the last bit of every number. Only values that differ from the
/// initial view are written. Invalid values are replaced by those of the initial view, so that no link breaks the page.
/// </summary>
public static class Address
{
    private const int MaxShown = 40;
    private const string On = "on";

    /// <summary>The names of the layouts, which are written without a value.</summary>
    private static readonly string[] Layouts = ["present", "embed"];
    private static readonly View Initial = new();

    /// <summary>Writes a view, without the #; empty for the initial view.</summary>
    public static string Write(View view)
    {
        ArgumentNullException.ThrowIfNull(view);

        // A scene determines everything but the layout and the language, and the text of the scene in which one is written.
        IEnumerable<string> changed = Values(view).Zip(Values(Initial)).Where(pair => pair.First.Written != pair.Second.Written)
            .Where(pair => view.Scene == 0 || pair.First.Name is "scene" or "lang" || Layouts.Contains(pair.First.Name) || (pair.First.Name == "text" && HasOwnText(view)))
            .Select(pair => Layouts.Contains(pair.First.Name) ? pair.First.Name : $"{pair.First.Name}={Uri.EscapeDataString(pair.First.Written).Replace("%20", "+", StringComparison.Ordinal)}");
        return string.Join('&', changed);
    }

    /// <summary>Returns the parts of an address that are unknown, damaged or out of range, shortened.</summary>
    /// <param name="fragment">The address.</param>
    /// <param name="opened">The view that it has opened.</param>
    public static IReadOnlyList<string> Ignored(string fragment, View opened)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        ArgumentNullException.ThrowIfNull(opened);
        var written = Values(opened).ToDictionary(each => each.Name, each => each.Written, StringComparer.Ordinal);
        return [.. Parse(fragment).Where(given => !written.TryGetValue(given.Key, out string? value) || !IsSame(given.Key, given.Value, value))
            .Select(given => Layouts.Contains(given.Key) && given.Value == On ? given.Key : $"{given.Key}={given.Value}").Select(part => part.Length <= MaxShown ? part : part[..MaxShown] + "…")];
    }

    /// <summary>Reads a view from the fragment of an address, with or without the #.</summary>
    public static View Read(string fragment)
    {
        ArgumentNullException.ThrowIfNull(fragment);
        Dictionary<string, string> given = Parse(fragment);
        PageLayout layout = given.GetValueOrDefault("present") == On ? PageLayout.Present : given.GetValueOrDefault("embed") == On ? PageLayout.Embed : PageLayout.Whole;
        string language = TextFile.Languages.FirstOrDefault(each => each == given.GetValueOrDefault("lang"), Initial.Language);
        if (layout != PageLayout.Embed && Integer(given, "scene", 0, 1, Scenes.All.Count) is > 0 and var scene)
        {
            View view = Scenes.All[scene - 1].View with { Layout = layout, Language = language };
            return Scenes.All[scene - 1].Action == SceneAction.Write && given.TryGetValue("text", out string? written) && LessonText.Parse(written).IsUsable
                ? view with { Setup = view.Setup with { Text = written } }
                : view;
        }

        string text = given.GetValueOrDefault("text", Initial.Setup.Text);
        int dimension = Integer(given, "dim", Initial.Setup.Dimension, 2, 10);
        return new View
        {
            Layout = layout,
            Language = language,
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
            Rotation = Rotation.Parse(given.GetValueOrDefault("rotation")) ?? Initial.Rotation,
            Speed = Integer(given, "speed", Initial.Speed, 1, 1000) is var speed && Player.Speeds.Contains(speed) ? speed : Initial.Speed,
            Panel = given.GetValueOrDefault("panel") is "objectives" or "likeness" or "network" ? given["panel"] : Initial.Panel,
            Chosen = given.GetValueOrDefault("chosen")?.Split(':') is [var table, var id] && TryId(id, out int row) ? $"{table}:{row}" : null,
            Pair = ReadPair(given.GetValueOrDefault("pair")),
            Edits = [.. given.GetValueOrDefault("edits", string.Empty).Split('~').Select(ReadEdit).OfType<RunEdit>()],
            Hidden = given.GetValueOrDefault("hide", string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal),
        };
    }

    /// <summary>Whether a text was written in a scene.</summary>
    private static bool HasOwnText(View view) => view.Scene > 0 && Scenes.All[view.Scene - 1] is { Action: SceneAction.Write } scene && view.Setup.Text != scene.View.Setup.Text;

    private static string Name(LessonStart start) => start.ToString().ToLowerInvariant();

    /// <summary>The names and values of a view's parts. Ids of words are written as on the page, from 1.</summary>
    private static IEnumerable<(string Name, string Written)> Values(View view)
    {
        LessonSetup setup = view.Setup;
        return
        [
            ("present", view.Layout == PageLayout.Present ? On : string.Empty),
            ("embed", view.Layout == PageLayout.Embed ? On : string.Empty),
            ("lang", view.Language),
            ("scene", Write(view.Scene)),
            ("text", setup.Text),
            ("window", Write(setup.Window)),
            ("dim", Write(setup.Dimension)),
            ("seed", Write(setup.Seed)),
            ("rate", Write(setup.LearningRate)),
            ("start", Name(setup.Start)),
            ("step", Write(view.Step)),
            ("projected", Write(view.ProjectedAt)),
            ("rotation", (setup.Dimension == 3 ? view.Rotation : Rotation.Initial).ToString()),
            ("speed", Write(view.Speed)),
            ("panel", view.Panel),
            ("chosen", view.Chosen?.Split(':') is [var table, var row] && TryInteger(row, out int word) ? $"{table}:{word + 1}" : string.Empty),
            ("pair", $"{view.Pair.A + 1},{view.Pair.B + 1}"),
            ("edits", string.Join('~', view.Edits.Select(WriteEdit))),
            ("hide", string.Join(',', view.Hidden.Order(StringComparer.Ordinal))),
        ];
    }

    private static Dictionary<string, string> Parse(string fragment)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in fragment.TrimStart('#').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (Layouts.Contains(pair))
            {
                given[pair] = On;
            }
            else if (equals > 0)
            {
                given[pair[..equals]] = Uri.UnescapeDataString(pair[(equals + 1)..].Replace("+", "%20", StringComparison.Ordinal));
            }
        }

        return given;
    }

    /// <summary>Whether a value was read as given: lists have as many items, numbers and names are equal.</summary>
    private static bool IsSame(string name, string given, string written) => name switch
    {
        "edits" => given.Split('~', StringSplitOptions.RemoveEmptyEntries).Length == written.Split('~', StringSplitOptions.RemoveEmptyEntries).Length,
        "hide" => given.Split(',').Distinct(StringComparer.Ordinal).Count() == written.Split(',').Length,
        _ => string.Equals(given, written, StringComparison.OrdinalIgnoreCase) || (Real(given) is { } number && number == Real(written)),
    };

    private static string Write(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static string WriteEdit(RunEdit edit) => edit switch
    {
        RateEdit rate => $"{rate.Step}:rate:{rate.Rate:R}",
        VectorEdit vector => $"{vector.Step}:{(vector.Table == 0 ? "in" : "out")}:{vector.Row + 1}:{string.Join(',', vector.Vector.Select(x => x.ToString("R")))}",
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
        return parts[1] is "in" or "out" && TryId(parts[2], out int row) && vector.All(x => x is not null)
            ? new VectorEdit(step, parts[1] == "in" ? 0 : 1, row, [.. vector.Select(x => x!.Value)])
            : null;
    }

    private static (int A, int B) ReadPair(string? text) =>
        text?.Split(',') is [string a, string b] && TryId(a, out int first) && TryId(b, out int second) ? (first, second) : Initial.Pair;

    private static int Integer(Dictionary<string, string> given, string name, int defaultValue, int min, int max) =>
        given.TryGetValue(name, out string? text) && TryInteger(text, out int value) && value >= min && value <= max ? value : defaultValue;

    private static bool TryInteger(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads the id of a word, from 1, as its index, from 0.</summary>
    private static bool TryId(string text, out int index)
    {
        bool isId = TryInteger(text, out int id) && id > 0;
        index = id - 1;
        return isId;
    }

    private static double? Real(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value) ? value : null;
}
