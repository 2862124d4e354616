using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>
/// Asks a model for the contexts of every centre word of a text, best of one it was not trained on, and holds the probabilities against what
/// stands there.
/// </summary>
public static class ContextBenchmark
{
    private const int Decades = 12;

    /// <summary>Measures. Cost: 2 · V² · dimension operations.</summary>
    /// <param name="prediction">The model.</param>
    /// <param name="counts">The pairs of the text, counted with the model's vocabulary.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentException">The counts are of another vocabulary, or there are no pairs.</exception>
    public static ContextScore Measure(ContextPrediction prediction, CoOccurrenceCounts counts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Vocabulary.Count != prediction.Input.Count || !(counts.Total > 0))
        {
            throw new ArgumentException(
                $"The text must have pairs of the model's {prediction.Input.Count} words, but it has {counts.Total:0} of {counts.Vocabulary.Count}.", nameof(counts));
        }

        double loss = 0;
        double[] predicted = new double[Decades];
        double[] observed = new double[Decades];
        for (int word = 0; word < prediction.Input.Count; word++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (counts.Totals[word] > 0)
            {
                float[] logs = prediction.LogProbabilities(new WordId(word));
                loss += Compare(counts.Row(new WordId(word)), logs, observed);
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
