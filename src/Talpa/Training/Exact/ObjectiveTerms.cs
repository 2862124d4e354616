using System.Numerics.Tensors;
using Talpa.CoOccurrence;

namespace Talpa.Training.Exact;

/// <summary>What the objective is composed of besides the softmax: the weights of the centre words, and the prior.</summary>
internal sealed class ObjectiveTerms
{
    private readonly double _prior;
    private readonly double _pairs;

    /// <summary>Computes the weights.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="counts">The counts.</param>
    /// <param name="schedule">Which words take part in which sweeps.</param>
    public ObjectiveTerms(ExactSoftmax objective, CoOccurrenceCounts counts, SweepSchedule schedule)
    {
        _prior = objective.Prior;
        _pairs = counts.Total;
        Weights = new float[counts.Totals.Length];
        double mean = counts.Total / Weights.Length;
        double perSweep = 0;
        for (int word = 0; word < Weights.Length; word++)
        {
            // A word that takes part less often weighs more when it does, so that all sweeps together minimise the right loss.
            Weights[word] = (float)(Math.Pow(counts.Totals[word] / mean, objective.WeightExponent) * schedule.SweepsPerTurn(word));
            perSweep += Weights[word] / schedule.SweepsPerTurn(word);
        }

        OutputPrior = _pairs > 0 ? _prior * perSweep / _pairs : 0;
    }

    /// <summary>What each word weighs when it is a centre word.</summary>
    public float[] Weights { get; }

    /// <summary>The factor of an output vector in its gradient over a whole sweep: λ, weighted as the pairs of the text are on average.</summary>
    public double OutputPrior { get; }

    /// <summary>λ/2 · Σ |x|² over the vectors of both sides, with n-grams λ/2 · |x − m|² for input vectors, for each pair of the text.</summary>
    public double PriorLoss(RankedTiles ranks, OutputTiles tiles, EmbeddingModel model, NgramPrior? ngrams)
    {
        double squares = ranks.SumOverTiles<double>(1, (tile, sum) => sum[0] = SquaresOf(tile, tiles, model, ngrams))[0];
        return _pairs > 0 ? _prior / 2 * squares / _pairs : 0;
    }

    private static double SquaresOf(int tile, OutputTiles tiles, EmbeddingModel model, NgramPrior? ngrams)
    {
        double squares = 0;
        int sides = tiles.Share.Words.Sides;
        for (int column = 0; column < tiles.ContextsIn(tile); column++)
        {
            int context = tiles.ContextAt(tile, column);
            if (context % sides == 0)
            {
                int word = context / sides;
                ReadOnlySpan<float> input = model.Input[tiles.Share.RowOf(word)];
                squares += ngrams?.SquaredDistance(word, input) ?? TensorPrimitives.SumOfSquares(input);
            }

            squares += TensorPrimitives.SumOfSquares(model.Output[tiles.Share.RowOfContext(context)]);
        }

        return squares;
    }
}
