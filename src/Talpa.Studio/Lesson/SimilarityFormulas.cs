using System.Globalization;

namespace Talpa.Studio.Lesson;

/// <summary>The formulas of numbers that concern more than one step: similarity, shared contexts, the share of lengths that the projection keeps.</summary>
public static class SimilarityFormulas
{
    private const int MaxTerms = 4;

    /// <summary>Returns the name of two words' cosine.</summary>
    public static string CosineName(int a, int b) => $"cosine:{a}:{b}";

    /// <summary>Returns the name of the number of times a word occurs near another.</summary>
    public static string NearName(int word, int context) => $"near:{word}:{context}";

    /// <summary>Returns the formula of a number; <c>null</c> for an unknown name.</summary>
    public static Formula? Find(string name, StudioState studio)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(studio);
        if (name == "kept")
        {
            return Kept(studio);
        }

        string[] parts = name.Split(':');
        int words = studio.Run.Words.Count;
        if (parts is not [("cosine" or "near") and var kind, var first, var second]
            || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int a) || a >= words
            || !int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int b) || b >= words)
        {
            return null;
        }

        return kind == "cosine" ? Cosine(a, b, studio.Now, studio.Text) : Near(a, b, studio.Run, studio.Text);
    }

    private static Formula Cosine(int a, int b, LessonSnapshot m, StudioText text)
    {
        IReadOnlyList<double> v = m.Input[a];
        IReadOnlyList<double> w = m.Input[b];
        string product = text.Terms(v.Zip(w, (x, y) => $"{text.Number(x)} × {text.Number(y)}"), MaxTerms);
        return new Formula(
            text.With("formula.cosine.name", ("a", m.Words[a]), ("b", m.Words[b])),
            text.With("formula.cosine", ("quotient", $"({product}) ÷ ({text.Number(Length(v), 3)} × {text.Number(Length(w), 3)}) = {text.Number(WordSimilarity.Cosine(v, w), 3)}")),
            [CosineName(a, b), CosineName(b, a), $"in:{a}", $"in:{b}"]);
    }

    private static Formula Near(int word, int context, LessonRun run, StudioText text)
    {
        LessonExample[] examples = [.. run.Examples.Where(example => example.Centre == word && example.Context.Contains(context))];
        int times = examples.Sum(example => example.Context.Count(o => o == context));
        int[] sentences = [.. examples.Select(example => example.Sentence + 1).Distinct()];
        (string, string)[] values =
        [
            ("word", run.Words[word]), ("context", run.Words[context]), ("times", $"{times}"),
            ("sentences", string.Join(", ", sentences.Take(MaxTerms)) + (sentences.Length > MaxTerms ? ", …" : string.Empty)),
        ];
        return new Formula(
            text.With("formula.near.name", values),
            text.With(times == 0 ? "formula.near.never" : "formula.near", values),
            [NearName(word, context), $"in:{word}", $"out:{context}"]);
    }

    private static Formula Kept(StudioState studio)
    {
        IReadOnlyList<double>[] all = [.. studio.Now.Input, .. studio.Now.Output];
        double lengths = all.Sum(v => v.Sum(x => x * x));
        double kept = all.Sum(v =>
        {
            (double x, double y) = studio.Projection.Apply(v);
            return (x * x) + (y * y);
        });
        return new Formula(
            studio.Text[studio.IsRotatable ? "formula.visible.name" : "formula.kept.name"],
            studio.Text.With(
                "formula.kept",
                ("count", $"{all.Length}"),
                ("quotient", $"{studio.Text.Number(kept, 3)} ÷ {studio.Text.Number(lengths, 3)} = {studio.Text.Percent(studio.Projection.ShareKept(all))}")),
            ["kept", "in", "out"]);
    }

    private static double Length(IReadOnlyList<double> v) => Math.Sqrt(v.Sum(x => x * x));
}
