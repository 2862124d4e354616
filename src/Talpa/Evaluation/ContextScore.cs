namespace Talpa.Evaluation;

/// <summary>How well a model predicts the contexts of a text.</summary>
/// <param name="Pairs">Pairs of a centre and a context word in the text, in expectation.</param>
/// <param name="CrossEntropy">Mean of −log p(context | centre) over the pairs, in nats.</param>
/// <param name="FrequencyCrossEntropy">The same for a model that uses only how frequent each word of this text is as a context, and ignores the centre word.</param>
/// <param name="Calibration">Predicted against observed, by falling probability.</param>
public sealed record ContextScore(double Pairs, double CrossEntropy, double FrequencyCrossEntropy, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>e to the cross-entropy: the number of equally probable words that would be as hard to predict.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);

    /// <summary>e to <see cref="FrequencyCrossEntropy"/>: what there was to win against.</summary>
    public double FrequencyPerplexity => Math.Exp(FrequencyCrossEntropy);
}

/// <summary>Pairs to which a model gives probabilities of one order of magnitude.</summary>
/// <param name="Above">The probabilities are above this, and at most ten times as high.</param>
/// <param name="Predicted">How many of the text's pairs the model expects here.</param>
/// <param name="Observed">How many there are.</param>
public readonly record struct CalibrationBin(double Above, double Predicted, double Observed)
{
    /// <summary>Observed by predicted; 1 is perfect.</summary>
    public double Ratio => Observed / Predicted;
}
