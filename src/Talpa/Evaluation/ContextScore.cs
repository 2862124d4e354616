using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Vectors;

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

    /// <summary>Measures it on a text, which should be one that the model was not trained on. Cost: 2 · V² · dimension operations.</summary>
    /// <param name="prediction">The model, with V words.</param>
    /// <param name="corpus">The text. Words outside the model's vocabulary are left out before windows are made.</param>
    /// <param name="window">The farthest context word on either side, in tokens that subsampling has left, 1 to 1,000.</param>
    /// <param name="weighting">What a context word weighs by its distance.</param>
    /// <param name="subsamplingThreshold">Words more frequent than this share of the training's text count less, 0 (off) to 1. The counts are those of the model's vocabulary.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or subsampling is on and the model's vocabulary has no counts.</exception>
    /// <exception cref="UnusableInputException">The text has no pair of words in the model's vocabulary, or a temporary file can't be written or read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ContextScore Measure(
        ContextPrediction prediction, EncodedCorpus corpus, int window = 5, WindowWeighting weighting = WindowWeighting.Linear, double subsamplingThreshold = 1e-3,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(corpus);
        var options = new CoOccurrenceOptions
        {
            Window = window,
            Weighting = weighting,
            SubsamplingThreshold = subsamplingThreshold,
            TemporaryFolder = corpus.Options.TemporaryFolder,
        };
        using CoOccurrenceCounts counts = CoOccurrenceCounts.Count(corpus, prediction.Input.Vocabulary, options, cancellationToken);
        return counts.Total > 0
            ? ContextCalibration.Compare(prediction, counts, cancellationToken)
            : throw new UnusableInputException("no two words in the model's vocabulary are in one window of the text");
    }
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
