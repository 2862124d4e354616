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
internal sealed class Subsampling
{
    private const double TwoTo32 = 4294967296.0;

    private readonly uint[] _thresholds;
    private readonly Vocabulary _vocabulary;

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
        _vocabulary = vocabulary;
        _thresholds = threshold == 0 ? [] : new uint[vocabulary.Count];
        for (int id = 0; id < _thresholds.Length; id++)
        {
            _thresholds[id] = (uint)Math.Clamp(Math.Round(Probability(id) * TwoTo32) - 1, 0, uint.MaxValue);
        }
    }

    /// <summary>The threshold t; 0 when every token is kept.</summary>
    public double Threshold { get; }

    /// <summary>
    /// The probabilities in whole numbers, in id order: a token is kept if a random number, evenly spread over all 2³² values of <see cref="uint"/>,
    /// is not above its word's number here. Empty when every token is kept.
    /// </summary>
    public ReadOnlySpan<uint> Thresholds => _thresholds;

    /// <summary>How likely a token of a word is kept, over 0 to 1.</summary>
    public double Probability(int word)
    {
        long count = _vocabulary.Counts[word];
        if (Threshold == 0 || count == 0)
        {
            return 1;
        }

        double ratio = Threshold * _vocabulary.TotalCount / count;
        return Math.Min(1, Math.Sqrt(ratio) + ratio);
    }

    /// <summary>Whether a token is kept, given a random number evenly spread over all values of <see cref="uint"/>.</summary>
    public bool Keeps(int word, uint random) => _thresholds.Length == 0 || random <= _thresholds[word];
}
