using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>What the sweeps lost: of each centre word when it was last gone through, and of all that was ever gone through.</summary>
internal sealed class SweepLosses : IResumable
{
    /// <summary>The fall of the objective is measured over this many rounds: at the start, while the steps are long, it may rise in one.</summary>
    private const int Rounds = 3;

    private readonly double[] _words;
    private double _sum;
    private double _pairs;

    /// <summary>The objective after the last rounds, the oldest first; infinite before the first.</summary>
    private readonly double[] _objectives = [.. Enumerable.Repeat(double.PositiveInfinity, Rounds)];

    /// <summary>Makes losses that are not computed yet.</summary>
    public SweepLosses(int words)
    {
        _words = new double[words];
        Array.Fill(_words, double.NaN);
    }

    /// <summary>The pairs gone through.</summary>
    public double Pairs => _pairs;

    /// <summary>The mean loss of all of them, in nats.</summary>
    public double MeanSoFar => _sum / _pairs;

    /// <summary>Notes the loss of a word that is gone through.</summary>
    /// <param name="word">The word's id.</param>
    /// <param name="loss">Its mean loss of a pair, in nats.</param>
    /// <param name="pairs">How many of its pairs were predicted.</param>
    /// <param name="allPairs">How many it has.</param>
    public void Note(int word, double loss, double pairs, double allPairs)
    {
        Measure(word, loss * allPairs);
        _sum += loss * pairs;
        _pairs += pairs;
    }

    /// <summary>Notes the loss of a word that is looked at without being learned.</summary>
    public void Measure(int word, double loss) => _words[word] = loss;

    /// <summary>Mean loss of a pair over the words gone through at least once, each as it was then.</summary>
    /// <param name="totals">The pairs of each word.</param>
    public double Mean(ReadOnlySpan<double> totals)
    {
        double sum = 0;
        double pairs = 0;
        for (int word = 0; word < _words.Length; word++)
        {
            if (!double.IsNaN(_words[word]))
            {
                sum += _words[word];
                pairs += totals[word];
            }
        }

        return sum / pairs;
    }

    /// <summary>By how much the objective has fallen per call, over the last three calls; infinite at the first three.</summary>
    /// <param name="objective">What is minimised, in nats a pair.</param>
    public double Improvement(double objective)
    {
        double fall = (_objectives[0] - objective) / Rounds;
        _objectives.AsSpan(1).CopyTo(_objectives);
        _objectives[^1] = objective;
        return fall;
    }

    /// <summary>
    /// By how much the objective would fall until the next call if each fall were the same part of the one before as the last; call before <see cref="Improvement"/>. Infinite at the first two calls
    /// and after an increase.
    /// </summary>
    /// <param name="objective">What is minimised, in nats a pair.</param>
    public double NextImprovement(double objective)
    {
        double before = _objectives[^2] - _objectives[^1];
        double last = _objectives[^1] - objective;
        return !double.IsFinite(before) || last < 0 ? double.PositiveInfinity : last * (before > 0 ? Math.Min(1, last / before) : 1);
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(_words.AsSpan());
        archive.Exchange(new Span<double>(ref _sum));
        archive.Exchange(new Span<double>(ref _pairs));
        archive.Exchange(_objectives.AsSpan());
    }
}
