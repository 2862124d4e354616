using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// Looks for the neighbours of many words or sentences at once: exact, a matrix product of their unit vectors with the table, which is read once for
/// 256 of them instead of once for each, on all cores.
/// </summary>
internal static class NeighboursOfMany
{
    /// <summary>A block of rows with the cosines of all words of a wave, 256 × 256, stays in the second-level cache.</summary>
    private const int BlockRows = 256;

    private const int WaveWords = 256;

    /// <summary>For each word its neighbours, the nearest first, itself left out; of equal cosines the lower id comes first, however many threads worked.</summary>
    public static IReadOnlyList<Neighbour>[] Of(WordVectors vectors, QueryWord[] words, int count)
    {
        // The word itself is kept while searching and left out at the end.
        int wanted = (int)Math.Min(count + 1L, vectors.Count);
        BestRows[] best = Best(vectors.Cosines, words.Length, vectors.Dimension, i => words[i].Vector, wanted);
        return
        [
            .. best.Select((found, i) => (Neighbour[])
            [
                .. found.InOrder().Where(row => row.Row != words[i].Id).Take(count)
                    .Select(row => new Neighbour(vectors.Vocabulary[row.Row], Cosines.Clamp(row.Score))),
            ]),
        ];
    }

    /// <summary>For each query the rows of a table with the greatest cosine; of equal cosines the lower row comes first, however many threads worked.</summary>
    /// <param name="table">The table.</param>
    /// <param name="queries">Number of queries.</param>
    /// <param name="dimension">Length of a query, and of the table's rows.</param>
    /// <param name="queryOf">Returns a query by its number.</param>
    /// <param name="wanted">How many rows to find for each, 1 or more.</param>
    public static BestRows[] Best(Cosines table, int queries, int dimension, Func<int, ReadOnlyMemory<float>> queryOf, int wanted)
    {
        var best = new BestRows[queries];
        for (int first = 0; first < queries; first += WaveWords)
        {
            int start = first;
            PaddedMatrix units = Cosines.Units(Math.Min(WaveWords, queries - first), dimension, i => queryOf(start + i));
            Search(table, units, wanted).CopyTo(best, first);
        }

        return best;
    }

    private static BestRows[] Search(Cosines table, PaddedMatrix units, int wanted)
    {
        BestRows[] best = NewBest(units.Rows, wanted);
        _ = Parallel.For(
            0,
            (table.Rows + BlockRows - 1) / BlockRows,
            () => new Scratch(NewBest(units.Rows, wanted), units),
            (block, _, scratch) =>
            {
                int firstRow = block * BlockRows;
                scratch.SearchBlock(table, units, firstRow, Math.Min(BlockRows, table.Rows - firstRow));
                return scratch;
            },
            scratch =>
            {
                lock (best)
                {
                    scratch.OfferTo(best);
                }
            });
        return best;
    }

    private static BestRows[] NewBest(int words, int wanted) => [.. Enumerable.Range(0, words).Select(_ => new BestRows(wanted))];

    /// <summary>What one thread works with.</summary>
    private sealed class Scratch(BestRows[] best, PaddedMatrix units)
    {
        private readonly float[] _panel = new float[DotBlock.PanelLength(units.Stride)];
        private readonly float[] _scores = new float[units.Rows * DotBlock.ProductStride(BlockRows)];

        public void SearchBlock(Cosines cosines, PaddedMatrix units, int firstRow, int rows)
        {
            cosines.Fill(units, firstRow, rows, _panel, _scores);
            int stride = DotBlock.ProductStride(rows);
            for (int i = 0; i < best.Length; i++)
            {
                best[i].Offer(firstRow, _scores.AsSpan(i * stride, rows));
            }
        }

        public void OfferTo(BestRows[] all)
        {
            for (int i = 0; i < best.Length; i++)
            {
                all[i].Offer(best[i]);
            }
        }
    }
}
