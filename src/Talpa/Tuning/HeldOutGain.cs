using Talpa.CoOccurrence;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tuning;

/// <summary>
/// How well a model predicts the contexts in text that was held out, by a measure that compares models of different vocabularies: the words counted are the
/// same for all, and a word that a model lacks is predicted by its frequency.
/// </summary>
/// <param name="counts">The pairs of the text that was held out.</param>
/// <param name="frequencies">For each word of the counts its share of the contexts, as it is predicted without any model, above 0.</param>
internal sealed class HeldOutGain(CoOccurrenceCounts counts, double[] frequencies) : IDisposable
{
    /// <summary>Counts the pairs of a text that was held out, and predicts frequencies by those of the text that was learned.</summary>
    /// <param name="heldOut">The text that was held out.</param>
    /// <param name="learned">The text that was learned; its words are counted.</param>
    /// <param name="options">How to count.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static HeldOutGain Count(EncodedCorpus heldOut, EncodedCorpus learned, CoOccurrenceOptions options, CancellationToken cancellationToken)
    {
        using CoOccurrenceCounts before = CoOccurrenceCounts.Count(learned, options, cancellationToken);

        // A word without any context where it was learned may have one here.
        double[] contexts = [.. before.Totals.ToArray().Select(total => total + 1)];
        double sum = contexts.Sum();
        return new HeldOutGain(CoOccurrenceCounts.Count(heldOut, learned.Vocabulary, options, cancellationToken), [.. contexts.Select(each => each / sum)]);
    }

    /// <inheritdoc/>
    public void Dispose() => counts.Dispose();

    /// <summary>
    /// By how many nats a pair a model's cross-entropy is below that of the frequencies: the mean of log p(context | centre) − log frequency(context). 0 where nothing
    /// was held out, and for a model that predicts the frequencies; below 0 for a worse one.
    /// </summary>
    /// <param name="prediction">The model.</param>
    /// <param name="threads">Number of threads, 1 or more; the result is the same for any.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public double Of(ContextPrediction prediction, int threads, CancellationToken cancellationToken)
    {
        int[] own = [.. counts.Vocabulary.Words.Select(word => prediction.Input.Vocabulary.TryGetId(word, out int id) ? id : -1)];
        double logKnown = Math.Log(own.Zip(frequencies).Where(pair => pair.First >= 0).Sum(pair => pair.Second));
        double[] gains = new double[own.Length];
        var work = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        Parallel.For(0, own.Length, work, centre => gains[centre] = own[centre] >= 0 && counts.Totals[centre] > 0 ? GainOf(centre) : 0);
        return counts.Total > 0 ? gains.Sum() / counts.Total : 0;

        double GainOf(int centre)
        {
            float[] logs = prediction.LogProbabilities(own[centre]);
            CoOccurrenceRow row = counts.Row(centre);
            double gain = 0;
            for (int i = 0; i < row.Count; i++)
            {
                int context = row.Ids[i];
                gain += own[context] >= 0 ? row.Weights[i] * (logKnown + logs[own[context]] - Math.Log(frequencies[context])) : 0;
            }

            return gain;
        }
    }
}
