using System.Globalization;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>The formulas of the three objectives' numbers, with names such as <c>objective:1:error:2</c>.</summary>
public static class ObjectiveFormulas
{
    /// <summary>The prefix of the names.</summary>
    public const string Prefix = "objective:";

    private const int MaxTerms = 4;

    /// <summary>Returns the name of a number of an objective.</summary>
    public static string Name(TextbookObjective objective, string kind) => $"{Prefix}{(int)objective}:{kind}";

    /// <summary>Returns the name of a number, vector or arrow of a row.</summary>
    public static string Name(TextbookObjective objective, string kind, int row) => $"{Prefix}{(int)objective}:{kind}:{row}";

    /// <summary>Returns the formula of a number; <c>null</c> for an unknown name.</summary>
    public static Formula? Find(string name, IReadOnlyList<ObjectiveSnapshot> objectives, LessonSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(snapshot);
        string[] parts = name.Split(':');
        if (parts.Length < 3 || !TryInteger(parts[1], out int which) || which >= objectives.Count)
        {
            return null;
        }

        ObjectiveSnapshot m = objectives[which];
        if (parts.Length == 3)
        {
            return parts[2] switch
            {
                "loss" => Loss(m, snapshot),
                "apart" => Apart(m),
                "rows" => Rows(m, snapshot),
                _ => null,
            };
        }

        return TryInteger(parts[3], out int row) && m.Touched.FirstOrDefault(t => t.Row == row) is { } touched ? OfRow(parts[2], touched, m, snapshot) : null;
    }

    private static Formula? OfRow(string kind, TouchedRow t, ObjectiveSnapshot m, LessonSnapshot snapshot)
    {
        string row = m.RowNames[t.Row];
        string[] own = [Name(m.Objective, kind, t.Row), Name(m.Objective, "out", t.Row)];
        return kind switch
        {
            "score" => new($"score of {row}", $"u({row}) · h = {Product(m.Output[t.Row], m.Input[snapshot.Example.Centre])} = {N3(t.Score)}", [.. own, Hidden(m, snapshot)]),
            "p" => new($"prediction for {row}", Prediction(t, m), [.. own, Name(m.Objective, "score", t.Row)]),
            "truth" => new($"truth of {row}", Truth(t, m), own),
            "error" => new(
                $"error of {row}",
                $"prediction − truth = {(t.Times > 1 ? $"{t.Times} × " : string.Empty)}{N3(t.Probability)} − {t.Truth} = {N3(t.Error)}; the row moves parallel to h by minus this",
                [.. own, Name(m.Objective, "p", t.Row), Name(m.Objective, "truth", t.Row), Hidden(m, snapshot)]),
            _ => null,
        };
    }

    private static string Prediction(TouchedRow t, ObjectiveSnapshot m) => m.Objective == TextbookObjective.FullSoftmax
        ? $"e^score ÷ the sum over all {m.Output.Count} words = {N3(t.Probability)}"
        : $"{(m.Objective == TextbookObjective.NegativeSampling ? "that it is a true context word" : "that the path goes right here")}: 1 ÷ (1 + e^−score) = 1 ÷ (1 + e^{N3(-t.Score)}) = {N3(t.Probability)}";

    private static string Truth(TouchedRow t, ObjectiveSnapshot m) => m.Objective switch
    {
        TextbookObjective.FullSoftmax => $"it occurs {t.Truth} × in the context",
        TextbookObjective.NegativeSampling => t.Truth > 0 ? $"predicted {t.Times} ×, {t.Truth} × as a true context word" : $"drawn as a negative sample {t.Times} ×: the truth is 0",
        _ => $"the paths to the context words pass this node {t.Times} × and go right {t.Truth} ×",
    };

    private static Formula Loss(ObjectiveSnapshot m, LessonSnapshot snapshot)
    {
        string[] terms = m.Objective == TextbookObjective.FullSoftmax
            ? [.. snapshot.Example.Context.Select(o => $"−log {N3(snapshot.Next.Probabilities[o])}")]
            : [.. m.Touched.SelectMany(t => Answers(t).Select(p => $"−log {N3(p)}"))];
        string all = string.Join(" + ", terms.Take(MaxTerms)) + (terms.Length > MaxTerms ? $" + … {terms.Length - MaxTerms} more" : string.Empty);
        return new Formula(
            "loss",
            $"Σ −log of the probability of each true answer = {all} = {N3(m.Loss)}. Losses of different objectives are not comparable.",
            [Name(m.Objective, "loss"), .. m.Touched.Select(t => Name(m.Objective, "p", t.Row))]);
    }

    /// <summary>Returns the probability of each true answer: p if the truth is 1, 1 − p if it is 0.</summary>
    private static IEnumerable<double> Answers(TouchedRow t) =>
        Enumerable.Repeat(t.Probability, (int)t.Truth).Concat(Enumerable.Repeat(1 - t.Probability, t.Times - (int)t.Truth));

    private static Formula Apart(ObjectiveSnapshot m) => new(
        "proof",
        $"Every number of the gradients of the centre word and of the {m.Touched.Count} rows is compared with the slope of this loss, measured by changing that number by ±0.00001: largest difference {Numbers.WriteSmall(m.LargestDifference)}.",
        [Name(m.Objective, "apart"), .. m.Touched.Select(t => Name(m.Objective, "error", t.Row))]);

    private static Formula Rows(ObjectiveSnapshot m, LessonSnapshot snapshot) => new(
        "updated rows",
        m.Objective switch
        {
            TextbookObjective.FullSoftmax => $"the sum over all {m.Output.Count} words contains every row, so every row is updated",
            TextbookObjective.NegativeSampling => $"{snapshot.Example.Context.Count} context word(s), and negative samples for each: {m.Touched.Count} different rows of {m.Output.Count}",
            _ => $"the paths from the root to the context words pass {m.Touched.Count} of the {m.Output.Count} nodes",
        },
        [Name(m.Objective, "rows"), .. m.Touched.Select(t => Name(m.Objective, "out", t.Row))]);

    private static string Hidden(ObjectiveSnapshot m, LessonSnapshot snapshot) => Name(m.Objective, "in", snapshot.Example.Centre);

    private static string Product(double[] u, double[] h) =>
        string.Join(" + ", u.Zip(h, (a, b) => $"{Numbers.Write(a)} × {Numbers.Write(b)}").Take(MaxTerms)) + (u.Length > MaxTerms ? " + …" : string.Empty);

    private static string N3(double value) => Numbers.Write(value, 3);

    private static bool TryInteger(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
