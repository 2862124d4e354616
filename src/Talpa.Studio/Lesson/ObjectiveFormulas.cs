using System.Globalization;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Lesson;

/// <summary>Answers for the numbers of the three objectives how they come about. Their names are such as <c>objective:1:error:2</c>.</summary>
public static class ObjectiveFormulas
{
    /// <summary>How all these names begin.</summary>
    public const string Prefix = "objective:";

    private const int MaxTerms = 4;

    /// <summary>The name of a number that an objective has one of.</summary>
    public static string Name(TextbookObjective objective, string kind) => $"{Prefix}{(int)objective}:{kind}";

    /// <summary>The name of a number, vector or arrow of a row.</summary>
    public static string Name(TextbookObjective objective, string kind, int row) => $"{Prefix}{(int)objective}:{kind}:{row}";

    /// <summary>The formula of a number; <c>null</c> for a name that is none of these.</summary>
    public static Formula? Find(string name, IReadOnlyList<ObjectiveMoment> objectives, Moment moment)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(moment);
        string[] parts = name.Split(':');
        if (parts.Length < 3 || !TryWhole(parts[1], out int which) || which >= objectives.Count)
        {
            return null;
        }

        ObjectiveMoment m = objectives[which];
        if (parts.Length == 3)
        {
            return parts[2] switch
            {
                "loss" => Loss(m, moment),
                "apart" => Apart(m),
                "rows" => Rows(m, moment),
                _ => null,
            };
        }

        return TryWhole(parts[3], out int row) && m.Touched.FirstOrDefault(t => t.Row == row) is { } touched ? OfRow(parts[2], touched, m, moment) : null;
    }

    private static Formula? OfRow(string kind, TouchedRow t, ObjectiveMoment m, Moment moment)
    {
        string row = m.RowNames[t.Row];
        string[] own = [Name(m.Objective, kind, t.Row), Name(m.Objective, "out", t.Row)];
        return kind switch
        {
            "score" => new($"score of {row}", $"u({row}) · h = {Product(m.Output[t.Row], m.Input[moment.Example.Centre])} = {N3(t.Score)}", [.. own, Hidden(m, moment)]),
            "p" => new($"prediction for {row}", Prediction(t, m), [.. own, Name(m.Objective, "score", t.Row)]),
            "truth" => new($"truth of {row}", Truth(t, m), own),
            "error" => new(
                $"error of {row}",
                $"prediction − truth = {(t.Times > 1 ? $"{t.Times} × " : string.Empty)}{N3(t.Probability)} − {t.Truth} = {N3(t.Error)}; the row slides along h by minus this",
                [.. own, Name(m.Objective, "p", t.Row), Name(m.Objective, "truth", t.Row), Hidden(m, moment)]),
            _ => null,
        };
    }

    private static string Prediction(TouchedRow t, ObjectiveMoment m) => m.Objective == TextbookObjective.FullSoftmax
        ? $"e^score ÷ the sum over all {m.Output.Count} words = {N3(t.Probability)}"
        : $"{(m.Objective == TextbookObjective.NegativeSampling ? "that it is a true neighbour" : "that the way turns right here")}: 1 ÷ (1 + e^−score) = 1 ÷ (1 + e^{N3(-t.Score)}) = {N3(t.Probability)}";

    private static string Truth(TouchedRow t, ObjectiveMoment m) => m.Objective switch
    {
        TextbookObjective.FullSoftmax => $"it stands {t.Truth} × in the context",
        TextbookObjective.NegativeSampling => t.Truth > 0 ? $"asked {t.Times} ×, {t.Truth} × as a true neighbour" : $"drawn as noise {t.Times} ×: the answer is no",
        _ => $"the way to the context words comes by {t.Times} × and turns right {t.Truth} ×",
    };

    private static Formula Loss(ObjectiveMoment m, Moment moment)
    {
        string[] terms = m.Objective == TextbookObjective.FullSoftmax
            ? [.. moment.Example.Context.Select(o => $"−log {N3(moment.Next.Probabilities[o])}")]
            : [.. m.Touched.SelectMany(t => Answers(t).Select(p => $"−log {N3(p)}"))];
        string all = string.Join(" + ", terms.Take(MaxTerms)) + (terms.Length > MaxTerms ? $" + … {terms.Length - MaxTerms} more" : string.Empty);
        return new Formula(
            "loss",
            $"Σ −log of the probability of each true answer = {all} = {N3(m.Loss)}. Losses of different objectives measure different things.",
            [Name(m.Objective, "loss"), .. m.Touched.Select(t => Name(m.Objective, "p", t.Row))]);
    }

    /// <summary>The probability of each true answer: of yes for a yes, of no for a no.</summary>
    private static IEnumerable<double> Answers(TouchedRow t) =>
        Enumerable.Repeat(t.Probability, (int)t.Truth).Concat(Enumerable.Repeat(1 - t.Probability, t.Times - (int)t.Truth));

    private static Formula Apart(ObjectiveMoment m) => new(
        "proof",
        $"Every number of the centre's gradient and of the {m.Touched.Count} rows' was compared with the slope of this loss, found by moving that number by 0.00001 both ways: at most {Numbers.WriteSmall(m.LargestDifference)} apart.",
        [Name(m.Objective, "apart"), .. m.Touched.Select(t => Name(m.Objective, "error", t.Row))]);

    private static Formula Rows(ObjectiveMoment m, Moment moment) => new(
        "rows touched",
        m.Objective switch
        {
            TextbookObjective.FullSoftmax => $"the sum over all {m.Output.Count} words asks every row, so every row moves",
            TextbookObjective.NegativeSampling => $"{moment.Example.Context.Count} context word(s), and noise drawn for each: {m.Touched.Count} different rows of {m.Output.Count}",
            _ => $"the way from the root to each context word passes {m.Touched.Count} of the {m.Output.Count} nodes",
        },
        [Name(m.Objective, "rows"), .. m.Touched.Select(t => Name(m.Objective, "out", t.Row))]);

    private static string Hidden(ObjectiveMoment m, Moment moment) => Name(m.Objective, "in", moment.Example.Centre);

    private static string Product(double[] u, double[] h) =>
        string.Join(" + ", u.Zip(h, (a, b) => $"{Numbers.Write(a)} × {Numbers.Write(b)}").Take(MaxTerms)) + (u.Length > MaxTerms ? " + …" : string.Empty);

    private static string N3(double value) => Numbers.Write(value, 3);

    private static bool TryWhole(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
