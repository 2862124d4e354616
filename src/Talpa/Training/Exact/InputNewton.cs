using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// Moves input vectors by Newton's method. The Hessian of a centre word's mean loss is the covariance of the output vectors under its prediction p(·|w),
/// plus λ/n(w) from the prior. <see cref="ContextCovariance"/>, C, stands in for the covariance under p(·|w), so that a few factors serve all words:
/// <code>
/// x ← x − η (C + λ/n(w) · I)⁻¹ g
/// </code>
/// With n-grams the prior is around m(w) instead of zero (<see cref="NgramPrior"/>), and g has − λ/n(w) · m(w) besides.
/// Adam's steps have one length; these follow from a word's gradient and pairs, so that a rare word, whose turn comes rarely, needs few of
/// them. λ/n(w) is rounded to a power of two, which makes some fifteen factors. Cost of a step: 4 · dimension² operations, beside the gradient's
/// 6 · V · dimension.
/// </summary>
internal sealed class InputNewton : IResumable
{
    /// <summary>No step is longer: C is of a while ago, and at the start it is 0.</summary>
    private const float MaxStep = 3;

    /// <summary>Added to C's diagonal, in parts of its mean: the output vectors may not vary in every direction.</summary>
    private const double Ridge = 1e-3;

    /// <summary>Keeps every pivot above 0 while all output vectors are 0.</summary>
    private const double MinPivot = 1e-12;

    /// <summary>Slots that are one unit of work.</summary>
    private const int SlotsOfUnit = 16;

    private readonly OutputTiles _tiles;
    private readonly RankedTiles _ranks;
    private readonly TileTeam _team;
    private readonly ContextCovariance _measurement;
    private readonly double[][] _covariance;
    private readonly Dictionary<int, PaddedMatrix> _factors = [];
    private double _prior;

    public InputNewton(OutputTiles tiles, RankedTiles ranks, TileTeam team)
    {
        _tiles = tiles;
        _ranks = ranks;
        _team = team;
        _measurement = new ContextCovariance(tiles, ranks);
        _covariance = [.. Enumerable.Range(0, tiles.Dimension).Select(_ => new double[tiles.Dimension])];
    }

    /// <summary>Takes the pairs of each word; called once, before the other methods.</summary>
    /// <param name="prior">λ, in pairs.</param>
    /// <param name="totals">n(w): the pairs of each word.</param>
    public void Prepare(double prior, ReadOnlySpan<double> totals)
    {
        _prior = prior;
        var powers = new HashSet<int>();
        foreach (double total in totals)
        {
            if (total > 0 && powers.Add(Power(total)))
            {
                _factors.Add(Power(total), new PaddedMatrix(_tiles.Dimension, _tiles.Dimension));
            }
        }

        Factor();
    }

    /// <summary>Takes the covariance of the output vectors as they are now.</summary>
    /// <param name="counts">How often each word is a context.</param>
    public void Measure(CoOccurrenceCounts counts)
    {
        _measurement.Compute(counts, _covariance);
        Factor();
    }

    /// <summary>Moves the vectors of a block's words that this rank has.</summary>
    /// <param name="block">The block.</param>
    /// <param name="gradients">The gradients of the loss of its words, weighted, a row for each slot; overwritten.</param>
    /// <param name="input">The input vectors of this rank.</param>
    /// <param name="rate">η of a word, 0 to 1.</param>
    /// <param name="priorMeans">What the prior is around, a row for each word; <c>null</c> for zero.</param>
    /// <param name="anchors">Which words are frozen; <c>null</c> for none.</param>
    public void Apply(CentreBlock block, PaddedMatrix gradients, PaddedMatrix input, Func<int, double> rate, PaddedMatrix? priorMeans, TableAnchors? anchors = null) =>
        _team.Run(OutputTiles.RoundUp(block.OwnSlots.Count, SlotsOfUnit) / SlotsOfUnit, (unit, _) =>
        {
            int end = Math.Min(block.OwnSlots.Count, (unit + 1) * SlotsOfUnit);
            foreach (int slot in CollectionsMarshal.AsSpan(block.OwnSlots)[(unit * SlotsOfUnit)..end])
            {
                if (anchors?.IsFrozen(block.Words[slot]) == true)
                {
                    continue;
                }

                Span<float> step = gradients.Row(slot)[.._tiles.Dimension];
                double own = rate(block.Words[slot]);
                TensorPrimitives.Multiply(step, (float)(own / block.Weights[slot]), step);
                if (priorMeans is not null && block.Totals[slot] > 0)
                {
                    TensorPrimitives.MultiplyAdd(priorMeans[block.Words[slot]], (float)(-own * _prior / block.Totals[slot]), step, step);
                }

                Move(input.Row(_ranks.Own.RowOf(block.Words[slot])), step, block.Totals[slot]);
            }
        });

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        foreach (double[] row in _covariance)
        {
            archive.Exchange(row.AsSpan());
        }

        Factor();
    }

    private void Move(Span<float> vector, Span<float> step, double total)
    {
        Cholesky.Solve(View(_factors[Power(total)]), step);
        float length = TensorPrimitives.Norm<float>(step);
        TensorPrimitives.MultiplyAdd(step, -MathF.Min(1, MaxStep / length), vector, vector);
    }

    private void Factor()
    {
        double ridge = Ridge * _covariance.Select((row, d) => row[d]).Average();
        foreach ((int power, PaddedMatrix factor) in _factors)
        {
            double[][] matrix = [.. _covariance.Select(row => (double[])row.Clone())];
            double damping = _prior > 0 ? Math.ScaleB(1, power) : 0;
            for (int d = 0; d < matrix.Length; d++)
            {
                matrix[d][d] += damping + ridge;
            }

            Cholesky.Factor(matrix, MinPivot);
            for (int d = 0; d < matrix.Length; d++)
            {
                TensorPrimitives.ConvertTruncating<double, float>(matrix[d].AsSpan(0, d + 1), factor.Row(d));
            }
        }
    }

    /// <summary>The power of two next to λ/n; 0 without a prior, which needs no more than one factor.</summary>
    private int Power(double total) => _prior > 0 ? (int)Math.Round(Math.Log2(_prior / total)) : 0;

    private static MatrixView View(PaddedMatrix matrix) => new(matrix.Padded, matrix.Rows, matrix.Dimension, matrix.Stride);
}
