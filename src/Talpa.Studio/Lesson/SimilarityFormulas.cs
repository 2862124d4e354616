using System.Globalization;
using Talpa.Studio.Drawing;

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

        return kind == "cosine" ? Cosine(a, b, studio.Now) : Near(a, b, studio.Run);
    }

    private static Formula Cosine(int a, int b, LessonSnapshot m)
    {
        IReadOnlyList<double> v = m.Input[a];
        IReadOnlyList<double> w = m.Input[b];
        string product = string.Join(" + ", v.Zip(w, (x, y) => $"{Numbers.Write(x)} × {Numbers.Write(y)}").Take(MaxTerms)) + (v.Count > MaxTerms ? " + …" : string.Empty);
        return new Formula(
            $"cosine of {m.Words[a]} and {m.Words[b]}",
            $"dot product ÷ lengths = ({product}) ÷ ({Numbers.Write(Length(v), 3)} × {Numbers.Write(Length(w), 3)}) = {Numbers.Write(WordSimilarity.Cosine(v, w), 3)}",
            [CosineName(a, b), CosineName(b, a), $"in:{a}", $"in:{b}"]);
    }

    private static Formula Near(int word, int context, LessonRun run)
    {
        LessonExample[] examples = [.. run.Examples.Where(example => example.Centre == word && example.Context.Contains(context))];
        int times = examples.Sum(example => example.Context.Count(o => o == context));
        string where = examples.Length == 0
            ? "never"
            : $"{times} ×, in sentence {string.Join(", ", examples.Select(example => example.Sentence + 1).Distinct().Take(MaxTerms))}{(examples.Select(e => e.Sentence).Distinct().Count() > MaxTerms ? ", …" : string.Empty)}";
        return new Formula(
            $"{run.Words[context]} near {run.Words[word]}",
            $"in one pass over the text, {run.Words[context]} occurs in the window of {run.Words[word]} {where}; each time u({run.Words[context]}) pulls {run.Words[word]}",
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
            studio.IsRotatable ? "visible" : "kept by the plane",
            $"Σ (x² + y²) ÷ Σ length² over all {all.Length} vectors = {Numbers.Write(kept, 3)} ÷ {Numbers.Write(lengths, 3)} = {studio.Projection.ShareKept(all):0 %}",
            ["kept", "in", "out"]);
    }

    private static double Length(IReadOnlyList<double> v) => Math.Sqrt(v.Sum(x => x * x));
}
