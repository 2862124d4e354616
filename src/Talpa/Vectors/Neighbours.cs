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
    public static IReadOnlyList<Neighbour> Of(
        WordVectors vectors, ReadOnlySpan<float> vector, int count, IReadOnlyCollection<int> excluded, int? among)
    {
        Cosines cosines = vectors.Cosines;
        float[] unit = Cosines.Unit(vector);
        return
        [
            .. Search(vectors, (firstRow, scores) => cosines.Fill(unit, firstRow, scores), count, excluded, among)
                .Select(neighbour => neighbour with { Similarity = Cosines.Clamp(neighbour.Similarity) }),
        ];
    }

    /// <summary>How many words have a greater cosine with a word than another one has, the word itself not counted, and 1.</summary>
    public static int RankOf(WordVectors vectors, int word, int neighbour)
    {
        float[] cosines = new float[vectors.Count];
        vectors.Cosines.Fill(vectors.Cosines.Unit(word), 0, cosines);
        float limit = cosines[neighbour];
        int rank = 1;
        for (int id = 0; id < cosines.Length; id++)
        {
            rank += id != word && cosines[id] > limit ? 1 : 0;
        }

        return rank;
    }

    /// <summary>The words with the greatest scores, the best first; of equal scores the lower id comes first, however many threads worked.</summary>
    public static IEnumerable<Neighbour> Search(
        WordVectors vectors, ScoreRows score, int count, IReadOnlyCollection<int> excluded, int? among)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(among ?? 1, 1, nameof(among));
        int rows = Math.Min(vectors.Count, among ?? vectors.Count);

        // The excluded are kept while searching and left out at the end, so that the inner loop does not compare.
        int wanted = (int)Math.Min((long)count + excluded.Count, Math.Max(rows, 1));
        BestRows best = Best(rows, vectors.Dimension, score, wanted);
        return best.InOrder()
            .Where(found => !excluded.Contains(found.Row))
            .Take(count)
            .Select(found => new Neighbour(vectors.Vocabulary[found.Row], found.Score));
    }

    /// <summary>The rows of a table with the greatest scores; of equal scores the lower row, however many threads worked.</summary>
    /// <param name="rows">Number of rows.</param>
    /// <param name="dimension">Length of a row.</param>
    /// <param name="score">Scores the rows.</param>
    /// <param name="wanted">How many to find, 1 or more.</param>
    public static BestRows Best(int rows, int dimension, ScoreRows score, int wanted)
    {
        var best = new BestRows(wanted);
        int blocks = (rows + BlockRows - 1) / BlockRows;
        if ((long)rows * dimension < NumbersWorthThreads)
        {
            for (int block = 0; block < blocks; block++)
            {
                SearchBlock(block, rows, score, best);
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
                    SearchBlock(block, rows, score, own);
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

        return best;
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
