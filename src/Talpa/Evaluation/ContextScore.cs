namespace Talpa.Evaluation;

/// <summary>How well a model predicts the contexts of a text.</summary>
/// <param name="Pairs">Pairs of a centre and a context word in the text, in expectation.</param>
/// <param name="CrossEntropy">Mean of −log p(context | centre) over the pairs, in nats.</param>
/// <param name="FrequencyCrossEntropy">The same for a model that knows how frequent each word of this text is as a context, and nothing of the centre word.</param>
/// <param name="Calibration">Predicted against observed, by falling probability.</param>
public sealed record ContextScore(double Pairs, double CrossEntropy, double FrequencyCrossEntropy, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>e to the cross-entropy: as unsure as among so many equally probable words.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);

    /// <summary>e to <see cref="FrequencyCrossEntropy"/>: what there was to win against.</summary>
    public double FrequencyPerplexity => Math.Exp(FrequencyCrossEntropy);
}
