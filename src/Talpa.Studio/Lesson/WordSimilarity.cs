namespace Talpa.Studio.Lesson;

/// <summary>The similarity of words and its cause: cosines of input vectors, and the contexts that two words share.</summary>
public static class WordSimilarity
{
    /// <summary>Returns the cosine of two vectors, −1 to 1; 0 if one of them is zero.</summary>
    public static double Cosine(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        double dot = 0;
        double lengths = 0;
        double others = 0;
        for (int i = 0; i < a.Count; i++)
        {
            dot += a[i] * b[i];
            lengths += a[i] * a[i];
            others += b[i] * b[i];
        }

        return lengths == 0 || others == 0 ? 0 : dot / Math.Sqrt(lengths * others);
    }

    /// <summary>Returns how often each word occurs in the windows of two words, for all words that occur in one of them, shared ones first.</summary>
    public static IReadOnlyList<(int Word, int WithA, int WithB)> Contexts(LessonRun run, int a, int b)
    {
        ArgumentNullException.ThrowIfNull(run);
        int[] withA = CountsOf(run, a);
        int[] withB = CountsOf(run, b);
        return [.. Enumerable.Range(0, run.Words.Count)
            .Where(w => withA[w] + withB[w] > 0)
            .OrderByDescending(w => Math.Min(withA[w], withB[w]))
            .ThenByDescending(w => withA[w] + withB[w])
            .Select(w => (w, withA[w], withB[w]))];
    }

    /// <summary>Returns the cosine of two words' input vectors over the run so far.</summary>
    public static IReadOnlyList<(int Step, double Cosine)> OverTime(LessonRun run, int a, int b)
    {
        ArgumentNullException.ThrowIfNull(run);
        return [.. run.Trail(false, a, 200).Zip(run.Trail(false, b, 200), (p, q) => (p.Step, Cosine(p.Vector, q.Vector)))];
    }

    private static int[] CountsOf(LessonRun run, int word)
    {
        int[] counts = new int[run.Words.Count];
        foreach (int o in run.Examples.Where(example => example.Centre == word).SelectMany(example => example.Context))
        {
            counts[o]++;
        }

        return counts;
    }
}
