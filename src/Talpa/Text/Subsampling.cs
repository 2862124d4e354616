namespace Talpa.Text;

/// <summary>
/// How likely each word's tokens are kept, so that frequent words do not drown the rest: (√(f/t) + 1) · t/f, at most 1,
/// where f is the word's share of all tokens and t the threshold.
/// </summary>
/// <remarks>
/// This is what word2vec.c computes, and gensim after it. Mikolov et al. 2013 ("Distributed Representations of Words and Phrases and their
/// Compositionality", section 2.3) print √(t/f) instead; the difference is t/f, which matters only near the threshold. The code is followed
/// and not the paper, because published vectors and recommended thresholds come from the code.
/// </remarks>
public sealed class Subsampling
{
    private const double TwoTo32 = 4294967296.0;

    private readonly uint[] _thresholds;
    private readonly double[] _probabilities;

    /// <summary>Computes the probabilities for a vocabulary.</summary>
    /// <param name="vocabulary">Words with counts.</param>
    /// <param name="threshold">t, 0 to 1; word2vec.c takes 1e-3. 0 keeps every token.</param>
    /// <exception cref="ArgumentException">The vocabulary has no counts.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is not 0 to 1.</exception>
    public Subsampling(Vocabulary vocabulary, double threshold)
    {
        ArgumentNullException.ThrowIfNull(vocabulary);
        if (!(threshold is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The subsampling threshold must be 0 to 1; 0 keeps every token.");
        }

        if (!vocabulary.HasCounts)
        {
            throw new ArgumentException("Subsampling needs a vocabulary with counts.", nameof(vocabulary));
        }

        Threshold = threshold;
        _probabilities = new double[vocabulary.Count];
        _thresholds = new uint[vocabulary.Count];
        for (int id = 0; id < vocabulary.Count; id++)
        {
            _probabilities[id] = Probability((double)vocabulary.Counts[id] / vocabulary.TotalCount, threshold);
            _thresholds[id] = (uint)Math.Clamp(Math.Round(_probabilities[id] * TwoTo32) - 1, 0, uint.MaxValue);
        }
    }

    /// <summary>The threshold t; 0 when every token is kept.</summary>
    public double Threshold { get; }

    /// <summary>How likely a token of each word is kept, over 0 to 1, in id order.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities;

    /// <summary>
    /// The same in whole numbers, in id order: a token is kept if a random number, evenly spread over all 2³² values of <see cref="uint"/>,
    /// is not above its word's number here.
    /// </summary>
    public ReadOnlySpan<uint> Thresholds => _thresholds;

    /// <summary>Whether a token is kept, given a random number evenly spread over all values of <see cref="uint"/>.</summary>
    public bool Keeps(WordId word, uint random) => random <= _thresholds[word.Value];

    private static double Probability(double share, double threshold)
    {
        if (threshold == 0 || share == 0)
        {
            return 1;
        }

        double ratio = threshold / share;
        return Math.Min(1, Math.Sqrt(ratio) + ratio);
    }
}
