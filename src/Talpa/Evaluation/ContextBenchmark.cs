using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Compares the probabilities that a model gives to the contexts of every centre word of a text with the contexts that the text has. The text
/// should be one that the model was not trained on.
/// </summary>
public static class ContextBenchmark
{
    private const int Decades = 12;

    /// <summary>Measures. Cost: 2 · V² · dimension operations.</summary>
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
            ? Measure(prediction, counts, cancellationToken)
            : throw new UnusableInputException("no two words in the model's vocabulary are in one window of the text");
    }

    /// <summary>Measures on pairs that are counted already, with the model's vocabulary.</summary>
    internal static ContextScore Measure(ContextPrediction prediction, CoOccurrenceCounts counts, CancellationToken cancellationToken)
    {

        double loss = 0;
        double[] predicted = new double[Decades];
        double[] observed = new double[Decades];
        for (int word = 0; word < prediction.Input.Count; word++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (counts.Totals[word] > 0)
            {
                float[] logs = prediction.LogProbabilities(word);
                loss += Compare(counts.Row(word), logs, observed);
                Expect(counts.Totals[word], logs, predicted);
            }
        }

        return new ContextScore(counts.Total, loss / counts.Total, FrequencyEntropy(counts), Bins(predicted, observed));
    }

    /// <summary>−Σ f log f with f the share of each word among all contexts; the pairs being symmetric, its share among the centre words.</summary>
    private static double FrequencyEntropy(CoOccurrenceCounts counts)
    {
        double sum = 0;
        foreach (double total in counts.Totals)
        {
            double share = total / counts.Total;
            sum -= share > 0 ? share * Math.Log(share) : 0;
        }

        return sum;
    }

    private static double Compare(CoOccurrenceRow row, float[] logs, double[] observed)
    {
        double loss = 0;
        for (int i = 0; i < row.Count; i++)
        {
            loss -= row.Weights[i] * logs[row.Ids[i]];
            observed[Decade(logs[row.Ids[i]])] += row.Weights[i];
        }

        return loss;
    }

    private static void Expect(double pairs, float[] logs, double[] predicted)
    {
        foreach (float log in logs)
        {
            predicted[Decade(log)] += pairs * Math.Exp(log);
        }
    }

    /// <summary>0 for probabilities above 0.1, 1 for those above 0.01, and so on.</summary>
    private static int Decade(float log) => Math.Clamp((int)(-log / Math.Log(10)), 0, Decades - 1);

    private static List<CalibrationBin> Bins(double[] predicted, double[] observed) =>
    [
        .. Enumerable.Range(0, Decades)
            .Where(decade => predicted[decade] > 0)
            .Select(decade => new CalibrationBin(decade == Decades - 1 ? 0 : Math.Pow(10, -decade - 1), predicted[decade], observed[decade])),
    ];
}
