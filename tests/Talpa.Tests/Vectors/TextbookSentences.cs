using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

/// <summary>
/// Sentence vectors as in algorithm 1 of S. Arora, Y. Liang and T. Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017, in double precision, a word and a
/// number at a time.
/// </summary>
internal static class TextbookSentences
{
    /// <summary>The weighted mean of the words' vectors; words without a vector are left out.</summary>
    /// <param name="vectors">The word vectors.</param>
    /// <param name="words">The sentence.</param>
    /// <param name="a">The constant; <c>null</c> for equal weights.</param>
    public static double[] Mean(WordVectors vectors, IEnumerable<string> words, double? a)
    {
        double[] sum = new double[vectors.Dimension];
        int used = 0;
        foreach (string word in words)
        {
            float[] vector = new float[vectors.Dimension];
            if (!vectors.TryGetVector(word, vector, out _))
            {
                continue;
            }

            used++;
            double share = a is not null && vectors.Vocabulary.TryGetId(word, out int id) ? (double)vectors.Vocabulary.Counts[id] / vectors.Vocabulary.TotalCount : 0;
            double weight = a is { } constant ? constant / (constant + share) : 1;
            for (int d = 0; d < sum.Length; d++)
            {
                sum[d] += weight * vector[d];
            }
        }

        return [.. sum.Select(x => x / Math.Max(1, used))];
    }

    /// <summary>The first right singular vector of a matrix, by many steps of the power method.</summary>
    public static double[] FirstComponent(IReadOnlyList<double[]> rows)
    {
        double[] u = [.. Enumerable.Range(0, rows[0].Length).Select(d => 1.0 + (0.01 * d))];
        for (int step = 0; step < 500; step++)
        {
            double[] next = new double[u.Length];
            foreach (double[] row in rows)
            {
                double along = Dot(row, u);
                for (int d = 0; d < u.Length; d++)
                {
                    next[d] += along * row[d];
                }
            }

            double length = Math.Sqrt(Dot(next, next));
            u = [.. next.Select(x => x / length)];
        }

        return u;
    }

    /// <summary>A vector less its projection on a direction of length 1.</summary>
    public static double[] Without(double[] vector, double[] component)
    {
        double along = Dot(vector, component);
        return [.. vector.Select((x, d) => x - (along * component[d]))];
    }

    public static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();
}
