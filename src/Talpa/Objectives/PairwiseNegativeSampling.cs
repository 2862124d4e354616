using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// Negative sampling with K noise words of its own for every pair of a hidden vector and a true word, as word2vec.c draws them: pair after pair, each with
/// the output vectors that the pairs before it have moved. For comparison; <see cref="NegativeSampling"/> has one set of samples for a window.
/// </summary>
/// <param name="pair">The objective of one hidden vector.</param>
/// <param name="maxHidden">The most hidden vectors in a step.</param>
internal readonly struct PairwiseNegativeSampling(NegativeSampling pair, int maxHidden) : ISampledObjective
{
    /// <inheritdoc/>
    public Span<int> DrawnAhead => pair.DrawnAhead;

    /// <inheritdoc/>
    public RowsAhead Ahead => pair.Ahead;

    /// <inheritdoc/>
    public int MaxAsked => maxHidden * pair.MaxAsked;

    /// <inheritdoc/>
    public void Begin(ref SplitMix64 random) => pair.Begin(ref random);

    /// <inheritdoc/>
    public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate, ref SplitMix64 random)
    {
        double loss = 0;
        for (int i = 0; i < hidden.Count; i++)
        {
            loss += pair.Learn(hidden.Only(i), Only(i, delta, hidden), targets, rate, ref random);
        }

        return loss;
    }

    /// <inheritdoc/>
    public int Ask(WordId target, int hidden, int share, ref SplitMix64 random, Span<int> rows)
    {
        int count = 0;
        for (int i = 0; i < hidden; i++)
        {
            count += pair.Ask(target, 1, share, ref random, rows[count..]);
        }

        return count;
    }

    /// <inheritdoc/>
    public double LearnAsked(RowSet hidden, Span<float> delta, WordId target, ReadOnlySpan<int> rows, float rate)
    {
        double loss = 0;
        int asked = rows.Length / hidden.Count;
        for (int i = 0; i < hidden.Count; i++)
        {
            loss += pair.LearnAsked(hidden.Only(i), Only(i, delta, hidden), target, rows.Slice(i * asked, asked), rate);
        }

        return loss;
    }

    /// <inheritdoc/>
    public void Prefetch(WordId target) => pair.Prefetch(target);

    private static Span<float> Only(int row, Span<float> delta, RowSet hidden) => delta.Slice(row * hidden.Table.Stride, hidden.Table.Stride);
}
