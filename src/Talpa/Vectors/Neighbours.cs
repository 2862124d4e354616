using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// Looks for the best rows by comparing with every one of them: exact, V × dimension multiplications a question, on all cores when the table is large.
/// </summary>
internal static class Neighbours
{
    /// <summary>Rows are scored in blocks that stay in the first-level cache with their scores.</summary>
    private const int BlockRows = 1024;

    /// <summary>Below this many numbers a table is searched sooner than other threads wake up.</summary>
    private const long NumbersWorthThreads = 2_000_000;

    /// <summary>Gives scores to the rows from <paramref name="firstRow"/> on, as many as <paramref name="scores"/> holds.</summary>
    public delegate void ScoreRows(int firstRow, Span<float> scores);

    /// <summary>The words whose vectors have the greatest cosine with a vector.</summary>
    public static IReadOnlyList<Neighbour> Of(WordVectors vectors, ReadOnlySpan<float> vector, int count, IReadOnlyCollection<WordId> excluded)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Cosines cosines = vectors.Cosines;
        float[] unit = cosines.Unit(vector);
        return
        [
            .. Search(vectors, (firstRow, scores) => cosines.Fill(unit, firstRow, scores), count, excluded)
                .Select(neighbour => neighbour with { Similarity = Cosines.Clamp(neighbour.Similarity) }),
        ];
    }

    /// <summary>The words with the greatest scores, the best first; of equal scores the lower id comes first, however many threads worked.</summary>
    public static IEnumerable<Neighbour> Search(WordVectors vectors, ScoreRows score, int count, IReadOnlyCollection<WordId> excluded)
    {
        // The excluded are kept while searching and left out at the end, so that the inner loop need not ask.
        int wanted = (int)Math.Min((long)count + excluded.Count, Math.Max(vectors.Count, 1));
        var best = new BestRows(wanted);
        int blocks = (vectors.Count + BlockRows - 1) / BlockRows;
        if ((long)vectors.Count * vectors.Dimension < NumbersWorthThreads)
        {
            for (int block = 0; block < blocks; block++)
            {
                SearchBlock(block, vectors.Count, score, best);
            }
        }
        else
        {
            _ = Parallel.For(
                0,
                blocks,
                () => new BestRows(wanted),
                (block, _, own) =>
                {
                    SearchBlock(block, vectors.Count, score, own);
                    return own;
                },
                own =>
                {
                    lock (best)
                    {
                        best.Offer(own);
                    }
                });
        }

        return best.InOrder()
            .Where(found => !excluded.Contains(new WordId(found.Row)))
            .Take(count)
            .Select(found => new Neighbour(vectors.Vocabulary[new WordId(found.Row)], found.Score));
    }

    private static void SearchBlock(int block, int rows, ScoreRows score, BestRows best)
    {
        Span<float> scores = stackalloc float[BlockRows];
        int firstRow = block * BlockRows;
        scores = scores[..Math.Min(BlockRows, rows - firstRow)];
        score(firstRow, scores);
        best.Offer(firstRow, scores);
    }
}
