using Talpa.CoOccurrence;
using Talpa.Threading;
using Talpa.Vectors;

namespace Talpa.Evaluation;

/// <summary>Compares the probabilities that a model gives to the contexts of every centre word with the contexts that a text has.</summary>
internal static class ContextCalibration
{
    private const int Decades = 12;

    /// <summary>Centre words whose sums are one unit of work: which words it has does not depend on the number of threads, so that no sum does.</summary>
    private const int WordsOfUnit = 64;

    /// <summary>Compares, on all processors.</summary>
    /// <param name="prediction">The model.</param>
    /// <param name="counts">The pairs of the text, with the model's vocabulary.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ContextScore Compare(ContextPrediction prediction, CoOccurrenceCounts counts, CancellationToken cancellationToken) =>
        Compare(prediction, counts, Environment.ProcessorCount, cancellationToken);

    /// <summary>Compares.</summary>
    /// <param name="prediction">The model.</param>
    /// <param name="counts">The pairs of the text, with the model's vocabulary.</param>
    /// <param name="threads">Number of threads, 1 or more; the result is the same for any.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static ContextScore Compare(ContextPrediction prediction, CoOccurrenceCounts counts, int threads, CancellationToken cancellationToken)
    {
        int words = prediction.Input.Count;
        var units = new Sums[(words + WordsOfUnit - 1) / WordsOfUnit];
        int next = 0;
        using (var team = new ThreadTeam(Math.Min(threads, units.Length), "context predictor", CompareUnits, cancellationToken))
        {
            team.Wait(Timeout.InfiniteTimeSpan);
        }

        cancellationToken.ThrowIfCancellationRequested();
        var all = new Sums();
        foreach (Sums unit in units)
        {
            all.Add(unit);
        }

        return new ContextScore(counts.Total, all.Loss / counts.Total, FrequencyEntropy(counts), Bins(all.Predicted, all.Observed));

        void CompareUnits(ThreadTeam team, int thread, CancellationToken stop)
        {
            for (int unit = Interlocked.Increment(ref next) - 1; unit < units.Length; unit = Interlocked.Increment(ref next) - 1)
            {
                stop.ThrowIfCancellationRequested();
                units[unit] = SumsOf(prediction, counts, unit * WordsOfUnit, Math.Min(words, (unit + 1) * WordsOfUnit));
            }
        }
    }

    private static Sums SumsOf(ContextPrediction prediction, CoOccurrenceCounts counts, int first, int end)
    {
        var sums = new Sums();
        for (int word = first; word < end; word++)
        {
            if (counts.Totals[word] > 0)
            {
                float[] logs = prediction.LogProbabilities(word);
                sums.Loss += LossOf(counts, word, logs, sums.Observed);
                Expect(counts.Totals[word], logs, sums.Predicted);
            }
        }

        return sums;
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

    private static double LossOf(CoOccurrenceCounts counts, int word, float[] logs, double[] observed)
    {
        CoOccurrenceRow row = counts.Row(word);
        double loss = 0;
        for (int i = 0; i < row.Count; i++)
        {
            float log = logs[counts.WordOf(row.Ids[i])];
            loss -= row.Weights[i] * log;
            observed[Decade(log)] += row.Weights[i];
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

    /// <summary>What is summed over centre words.</summary>
    private sealed class Sums
    {
        public double Loss { get; set; }

        public double[] Predicted { get; } = new double[Decades];

        public double[] Observed { get; } = new double[Decades];

        public void Add(Sums other)
        {
            Loss += other.Loss;
            for (int decade = 0; decade < Decades; decade++)
            {
                Predicted[decade] += other.Predicted[decade];
                Observed[decade] += other.Observed[decade];
            }
        }
    }
}
