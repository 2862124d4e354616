using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// Looks for the neighbours of many words at once: exact, a matrix product of the words' unit vectors with the table, which is read once for
/// 256 words instead of once for each, on all cores.
/// </summary>
internal static class NeighboursOfMany
{
    /// <summary>A block of rows with the cosines of all words of a wave, 256 × 256, stays in the second-level cache.</summary>
    private const int BlockRows = 256;

    private const int WaveWords = 256;

    /// <summary>For each word its neighbours, the nearest first, itself left out; of equal cosines the lower id comes first, however many threads worked.</summary>
    public static IReadOnlyList<Neighbour>[] Of(WordVectors vectors, ReadOnlySpan<QueryWord> words, int count)
    {
        var answers = new IReadOnlyList<Neighbour>[words.Length];
        for (int first = 0; first < words.Length; first += WaveWords)
        {
            QueryWord[] wave = words[first..Math.Min(words.Length, first + WaveWords)].ToArray();
            BestRows[] best = Search(vectors, wave, count);
            for (int i = 0; i < wave.Length; i++)
            {
                int self = wave[i].Id;
                answers[first + i] =
                [
                    .. best[i].InOrder().Where(found => found.Row != self).Take(count)
                        .Select(found => new Neighbour(vectors.Vocabulary[found.Row], Cosines.Clamp(found.Score))),
                ];
            }
        }

        return answers;
    }

    private static BestRows[] Search(WordVectors vectors, QueryWord[] wave, int count)
    {
        // The word itself is kept while searching and left out at the end.
        int wanted = (int)Math.Min(count + 1L, vectors.Count);
        Cosines cosines = vectors.Cosines;
        PaddedMatrix units = Cosines.Units(wave.Length, vectors.Dimension, i => wave[i].Vector);
        BestRows[] best = NewBest(wave.Length, wanted);
        _ = Parallel.For(
            0,
            (vectors.Count + BlockRows - 1) / BlockRows,
            () => new Scratch(NewBest(wave.Length, wanted), units),
            (block, _, scratch) =>
            {
                int firstRow = block * BlockRows;
                scratch.SearchBlock(cosines, units, firstRow, Math.Min(BlockRows, vectors.Count - firstRow));
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
