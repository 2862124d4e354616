using System.Globalization;

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
    public static Formula? Find(string name, IReadOnlyList<ObjectiveSnapshot> objectives, LessonSnapshot snapshot, StudioText text)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(objectives);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(text);
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
                "loss" => Loss(m, snapshot, text),
                "apart" => Apart(m, text),
                "rows" => Rows(m, snapshot, text),
                _ => null,
            };
        }

        return TryInteger(parts[3], out int row) && m.Touched.FirstOrDefault(t => t.Row == row) is { } touched ? OfRow(parts[2], touched, m, snapshot, text) : null;
    }

    private static Formula? OfRow(string kind, TouchedRow t, ObjectiveSnapshot m, LessonSnapshot snapshot, StudioText text)
    {
        string N3(double value) => text.Number(value, 3);
        string row = text.RowName(m, t.Row);
        (string, string) word = ("word", row);
        string[] own = [Name(m.Objective, kind, t.Row), Name(m.Objective, "out", t.Row)];
        return kind switch
        {
            "score" => new(text.With("formula.score.name", word), $"u({row}) · h = {Product(m.Output[t.Row], m.Input[snapshot.Example.Centre], text)} = {N3(t.Score)}", [.. own, Hidden(m, snapshot)]),
            "p" => new(text.With("objective.p.name", word), Prediction(t, m, text), [.. own, Name(m.Objective, "score", t.Row)]),
            "truth" => new(text.With("formula.truth.name", word), Truth(t, m, text), own),
            "error" => new(
                text.With("formula.error.name", word),
                text.With("objective.error", ("difference", $"{(t.Times > 1 ? $"{t.Times} × " : string.Empty)}{N3(t.Probability)} − {t.Truth} = {N3(t.Error)}")),
                [.. own, Name(m.Objective, "p", t.Row), Name(m.Objective, "truth", t.Row), Hidden(m, snapshot)]),
            _ => null,
        };
    }

    private static string Prediction(TouchedRow t, ObjectiveSnapshot m, StudioText text) => m.Objective == TextbookObjective.FullSoftmax
        ? text.With("objective.p.FullSoftmax", ("words", $"{m.Output.Count}"), ("p", text.Number(t.Probability, 3)))
        : text.With($"objective.p.{m.Objective}", ("sigmoid", $"1 ÷ (1 + e^−{text["column.score"]}) = 1 ÷ (1 + e^{text.Number(-t.Score, 3)}) = {text.Number(t.Probability, 3)}"));

    private static string Truth(TouchedRow t, ObjectiveSnapshot m, StudioText text)
    {
        string key = m.Objective == TextbookObjective.NegativeSampling && t.Truth == 0 ? "objective.truth.negative" : $"objective.truth.{m.Objective}";
        return text.With(key, ("times", $"{t.Times}"), ("truth", $"{t.Truth}"));
    }

    private static Formula Loss(ObjectiveSnapshot m, LessonSnapshot snapshot, StudioText text)
    {
        IEnumerable<double> answers = m.Objective == TextbookObjective.FullSoftmax ? snapshot.Example.Context.Select(o => snapshot.Next.Probabilities[o]) : m.Touched.SelectMany(Answers);
        return new Formula(
            text["loss"],
            text.With("objective.loss", ("sum", $"{text.Terms(answers.Select(p => $"−log {text.Number(p, 3)}"), MaxTerms)} = {text.Number(m.Loss, 3)}")),
            [Name(m.Objective, "loss"), .. m.Touched.Select(t => Name(m.Objective, "p", t.Row))]);
    }

    /// <summary>Returns the probability of each true answer: p if the truth is 1, 1 − p if it is 0.</summary>
    private static IEnumerable<double> Answers(TouchedRow t) =>
        Enumerable.Repeat(t.Probability, (int)t.Truth).Concat(Enumerable.Repeat(1 - t.Probability, t.Times - (int)t.Truth));

    private static Formula Apart(ObjectiveSnapshot m, StudioText text) => new(
        text["proof.title"],
        text.With("objective.proof", ("rows", $"{m.Touched.Count}"), ("epsilon", text.Number(GradientCheck.Epsilon, 5)), ("difference", text.Small(m.LargestDifference))),
        [Name(m.Objective, "apart"), .. m.Touched.Select(t => Name(m.Objective, "error", t.Row))]);

    private static Formula Rows(ObjectiveSnapshot m, LessonSnapshot snapshot, StudioText text) => new(
        text["objective.rows.name"],
        text.With($"objective.rows.{m.Objective}", ("contexts", $"{snapshot.Example.Context.Count}"), ("rows", $"{m.Touched.Count}"), ("all", $"{m.Output.Count}")),
        [Name(m.Objective, "rows"), .. m.Touched.Select(t => Name(m.Objective, "out", t.Row))]);

    private static string Hidden(ObjectiveSnapshot m, LessonSnapshot snapshot) => Name(m.Objective, "in", snapshot.Example.Centre);

    private static string Product(double[] u, double[] h, StudioText text) =>
        text.Terms(u.Zip(h, (a, b) => $"{text.Number(a)} × {text.Number(b)}"), MaxTerms);

    private static bool TryInteger(string text, out int value) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value);
}
