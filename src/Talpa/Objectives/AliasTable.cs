using System.Runtime.CompilerServices;
using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// Draws ids from a fixed distribution in constant time: Walker's alias method, built as by Vose (1991), "A Linear Algorithm for
/// Generating Random Numbers with a Given Distribution". word2vec.c draws from a table of 10⁸ entries instead, which misses the caches.
/// Every cell holds two words and the share of the first. Immutable; 8 bytes a word.
/// </summary>
internal sealed class AliasTable
{
    private readonly (uint Threshold, int Alias)[] _cells;

    /// <summary>Builds the table.</summary>
    /// <param name="weights">A weight for each id, 0 or more, not all 0.</param>
    public AliasTable(ReadOnlySpan<double> weights)
    {
        double total = 0;
        foreach (double weight in weights)
        {
            total += weight;
        }

        if (!(total > 0) || double.IsInfinity(total))
        {
            throw new ArgumentException("The weights must have a positive, finite sum.", nameof(weights));
        }

        // Shares are scaled so that the mean is 1; cells with less are filled up from cells with more.
        double[] shares = new double[weights.Length];
        var small = new Stack<int>();
        var large = new Stack<int>();
        for (int id = 0; id < weights.Length; id++)
        {
            shares[id] = weights[id] / total * weights.Length;
            (shares[id] < 1 ? small : large).Push(id);
        }

        _cells = new (uint, int)[weights.Length];
        while (small.Count > 0 && large.Count > 0)
        {
            int filled = small.Pop();
            int donor = large.Peek();
            _cells[filled] = (ToThreshold(shares[filled]), donor);
            shares[donor] -= 1 - shares[filled];
            if (shares[donor] < 1)
            {
                small.Push(large.Pop());
            }
        }

        // What is left is full but for rounding.
        foreach (int id in small.Concat(large))
        {
            _cells[id] = (uint.MaxValue, id);
        }
    }

    /// <summary>Number of ids that can be drawn.</summary>
    public int Count => _cells.Length;

    /// <summary>The weights of the noise distribution: count^exponent for each word of a vocabulary (Mikolov et al. 2013b, section 2.2).</summary>
    public static double[] NoiseWeights(Vocabulary vocabulary, double exponent)
    {
        double[] weights = new double[vocabulary.Count];
        for (int id = 0; id < weights.Length; id++)
        {
            weights[id] = Math.Pow(vocabulary.Counts[id], exponent);
        }

        return weights;
    }

    /// <summary>Draws an id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Draw(ref SplitMix64 random)
    {
        // The high half chooses the cell, the low half which of its two words.
        ulong bits = random.Next();
        int cell = (int)(((bits >> 32) * (uint)_cells.Length) >> 32);
        (uint threshold, int alias) = _cells[cell];

        // Which of the two can't be foretold: as a branch it would cost more than all the rest, and keep the next draw's cell from being fetched meanwhile.
        int isAlias = (int)(((long)threshold - (uint)bits) >> 63);
        return cell ^ ((cell ^ alias) & isAlias);
    }

    private static uint ToThreshold(double share) => share <= 0 ? 0 : (uint)Math.Min(uint.MaxValue, share * 4294967296.0);
}
