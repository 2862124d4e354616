namespace Talpa.Evaluation;

/// <summary>How well a model predicts the contexts of a text.</summary>
/// <param name="Pairs">Pairs of a centre and a context word in the text, in expectation.</param>
/// <param name="CrossEntropy">Mean of −log p(context | centre) over the pairs, in nats.</param>
/// <param name="Calibration">Predicted against observed, by falling probability.</param>
public sealed record ContextScore(double Pairs, double CrossEntropy, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>e to the cross-entropy: as unsure as among so many equally probable words.</summary>
    public double Perplexity => Math.Exp(CrossEntropy);
}
