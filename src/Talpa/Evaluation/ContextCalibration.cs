using Talpa.CoOccurrence;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>Compares the probabilities that a model gives to the contexts of every centre word with the contexts that a text has.</summary>
internal static class ContextCalibration
{
    private const int Decades = 12;

    /// <summary>Compares.</summary>
    /// <param name="prediction">The model.</param>
    /// <param name="counts">The pairs of the text, with the model's vocabulary.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static ContextScore Compare(ContextPrediction prediction, CoOccurrenceCounts counts, CancellationToken cancellationToken)
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
                loss += LossOf(counts.Row(word), logs, observed);
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

    private static double LossOf(CoOccurrenceRow row, float[] logs, double[] observed)
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
