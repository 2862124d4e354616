using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// Negative sampling (Mikolov et al. 2013b, section 2.2, equation 4): for a hidden vector h, a true word o and K words n drawn from
/// the noise distribution, loss = − log σ(u(o) · h) − Σ log σ(− u(n) · h).
/// <para>
/// The hidden vectors of one window share their K samples (as in pWord2Vec: Ji, Satish, Li, Dubey 2016, "Parallelizing Word2Vec in
/// Shared and Distributed Memory", section 3.2), which turns the work into small matrix products. Differs from word2vec.c, which
/// draws K for every pair, also in that a sample equal to the true word is drawn again instead of left out.
/// </para>
/// </summary>
internal readonly struct NegativeSampling : ISampledObjective
{
    private const int MaxDraws = 32;

    private readonly PaddedMatrix _output;
    private readonly AliasTable _noise;
    private readonly NoiseShares _shares;
    private readonly LogisticBlock _block;
    private readonly int[] _rows;
    private readonly int[] _ahead;

    /// <summary>Makes one worker's objective, which draws as it learns.</summary>
    /// <param name="output">The output vectors, a row for each word; there may be spare rows behind them.</param>
    /// <param name="noise">The noise distribution over the same words.</param>
    /// <param name="negatives">K, 1 or more.</param>
    /// <param name="maxHidden">The most hidden vectors in a step.</param>
    public NegativeSampling(PaddedMatrix output, AliasTable noise, int negatives, int maxHidden)
        : this(output, noise.Count, negatives, maxHidden)
    {
        _noise = noise;
        _shares = null!; // only for Ask
    }

    /// <summary>Makes one worker's objective, which draws before it learns.</summary>
    /// <param name="output">The output vectors, a row for each word; there may be spare rows behind them.</param>
    /// <param name="shares">The noise distribution over the same words.</param>
    /// <param name="negatives">K, 1 or more.</param>
    /// <param name="maxHidden">The most hidden vectors in a step.</param>
    public NegativeSampling(PaddedMatrix output, NoiseShares shares, int negatives, int maxHidden)
        : this(output, shares.Count, negatives, maxHidden)
    {
        _noise = null!; // only for Learn
        _shares = shares;
    }

    private NegativeSampling(PaddedMatrix output, int words, int negatives, int maxHidden)
    {
        _noise = null!;
        _shares = null!;
        _output = output;

        // A single word can't be told from others.
        _rows = new int[1 + (words > 1 ? negatives : 0)];
        _ahead = new int[_rows.Length - 1];
        float[] labels = new float[_rows.Length];
        labels[0] = 1;
        _block = new LogisticBlock(maxHidden, labels.Length, output.Stride);
        _block.SetLabels(labels);
    }

    /// <inheritdoc/>
    public Span<int> DrawnAhead => _ahead;

    /// <inheritdoc/>
    public RowsAhead Ahead => _block.Ahead;

    /// <inheritdoc/>
    public void Begin(ref SplitMix64 random) => DrawAhead(ref random);

    /// <inheritdoc/>
    public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate, ref SplitMix64 random)
    {
        double loss = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            _rows[0] = targets[i].Value;
            _ahead.CopyTo(_rows, 1);
            ReplaceTrueWord(_rows, ref random);
            DrawAhead(ref random);
            loss += _block.Step(hidden, delta, new RowSet(_output, _rows), rate, accumulate: i > 0);
        }

        return loss;
    }

    /// <inheritdoc/>
    public int MaxAsked => _rows.Length;

    /// <inheritdoc/>
    public int Ask(WordId target, int hidden, int share, ref SplitMix64 random, Span<int> rows)
    {
        NoiseShares shares = _shares;
        rows = rows[.._rows.Length];
        rows[0] = target.Value;
        for (int j = 1; j < rows.Length; j++)
        {
            rows[j] = shares.Draw(share, ref random);
            for (int attempt = 0; rows[j] == rows[0]; attempt++)
            {
                rows[j] = attempt < MaxDraws ? shares.Draw(share, ref random) : (rows[0] + 1) % shares.Count;
            }
        }

        return rows.Length;
    }

    /// <inheritdoc/>
    public double LearnAsked(RowSet hidden, Span<float> delta, WordId target, ReadOnlySpan<int> rows, float rate) =>
        _block.Step(hidden, delta, new RowSet(_output, rows), rate);

    /// <inheritdoc/>
    public void Prefetch(WordId target) => Ahead.Add(_output, target.Value);

    /// <summary>Draws the samples of the next step now, so that their rows are on their way from memory when they are needed.</summary>
    private void DrawAhead(ref SplitMix64 random)
    {
        foreach (ref int row in _ahead.AsSpan())
        {
            row = _noise.Draw(ref random);
            Ahead.Add(_output, row);
        }
    }

    /// <summary>A sample that is the true word is drawn again; where the noise hardly knows another word, its neighbour by id stands in.</summary>
    private void ReplaceTrueWord(Span<int> rows, ref SplitMix64 random)
    {
        for (int j = 1; j < rows.Length; j++)
        {
            for (int attempt = 0; rows[j] == rows[0]; attempt++)
            {
                rows[j] = attempt < MaxDraws ? _noise.Draw(ref random) : (rows[0] + 1) % _noise.Count;
            }
        }
    }
}
