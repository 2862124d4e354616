using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Comparisons;

/// <summary>
/// The nearest of N words to each of some of them, by cosine, with the word itself left out: exact, by products of 256 × 256 rows on all threads. Candidate rows are scaled and copied block by
/// block, so that memory does not grow with N × D. Cost: 2 · Q · N · D operations for Q words.
/// </summary>
internal static class NeighbourLists
{
    /// <summary>Candidates whose rows a thread copies at a time.</summary>
    private const int BlockRows = 256;

    /// <summary>Words whose neighbours are searched at a time.</summary>
    private const int WaveWords = 256;

    /// <summary>For each word the positions of its neighbours, the nearest first; of equal cosines the lower position comes first, whatever the number of threads.</summary>
    /// <param name="units">The words, N rows.</param>
    /// <param name="words">The positions of the words whose neighbours are searched.</param>
    /// <param name="count">How many neighbours to find, 1 or more; fewer are found where there are fewer.</param>
    public static int[][] Of(UnitRows units, IReadOnlyList<int> words, int count)
    {
        var lists = new int[words.Count][];
        int wanted = (int)Math.Min(count + 1L, units.Count);
        for (int start = 0; start < words.Count; start += WaveWords)
        {
            int[] wave = [.. words.Skip(start).Take(WaveWords)];
            BestRows[] best = Search(units, wave, wanted);
            for (int i = 0; i < wave.Length; i++)
            {
                lists[start + i] = [.. best[i].InOrder().Select(found => found.Row).Where(row => row != wave[i]).Take(count)];
            }
        }

        return lists;
    }

    /// <summary>The share of the neighbours that two lists have in common, 0 to 1, of the longer list's length.</summary>
    public static double Overlap(int[] first, int[] second)
    {
        int length = Math.Max(first.Length, second.Length);
        return length == 0 ? 1 : (double)first.Count(second.Contains) / length;
    }

    private static BestRows[] Search(UnitRows units, int[] wave, int wanted)
    {
        double[] scratch = new double[units.Dimension];
        var queries = new PaddedMatrix(wave.Length, units.Dimension);
        for (int i = 0; i < wave.Length; i++)
        {
            Copy(units, wave[i], scratch, queries.Row(i));
        }

        BestRows[] best = NewBest(wave.Length, wanted);
        _ = Parallel.For(
            0,
            (units.Count + BlockRows - 1) / BlockRows,
            () => new Scratch(units, queries, NewBest(wave.Length, wanted)),
            (block, _, own) =>
            {
                own.SearchBlock(block * BlockRows);
                return own;
            },
            own =>
            {
                lock (best)
                {
                    own.OfferTo(best);
                }
            });
        return best;
    }

    private static BestRows[] NewBest(int words, int wanted) => [.. Enumerable.Range(0, words).Select(_ => new BestRows(wanted))];

    private static void Copy(UnitRows units, int row, double[] scratch, Span<float> unit)
    {
        units.CopyTo(row, scratch);
        for (int d = 0; d < unit.Length; d++)
        {
            unit[d] = (float)scratch[d];
        }
    }

    /// <summary>What one thread works with.</summary>
    private sealed class Scratch(UnitRows units, PaddedMatrix queries, BestRows[] best)
    {
        private readonly PaddedMatrix _rows = new(BlockRows, units.Dimension);
        private readonly double[] _unit = new double[units.Dimension];
        private readonly float[] _panel = new float[DotBlock.PanelLength(queries.Stride)];
        private readonly float[] _cosines = new float[queries.Rows * DotBlock.ProductStride(BlockRows)];

        public void SearchBlock(int firstRow)
        {
            int rows = Math.Min(BlockRows, units.Count - firstRow);
            for (int i = 0; i < rows; i++)
            {
                Copy(units, firstRow + i, _unit, _rows.Row(i));
            }

            DotBlock.Multiply(queries, _rows.Padded[..(rows * _rows.Stride)], _panel, _cosines);
            int stride = DotBlock.ProductStride(rows);
            for (int i = 0; i < best.Length; i++)
            {
                best[i].Offer(firstRow, _cosines.AsSpan(i * stride, rows));
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
