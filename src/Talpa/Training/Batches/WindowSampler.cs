using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>What is drawn at random on the way from tokens to windows. Holds no state: the random numbers are the caller's.</summary>
internal sealed class WindowSampler(Subsampling subsampling, int window, WindowWeighting weighting)
{
    /// <summary>Tokens beyond a cut in a sentence that may be context of the words before it.</summary>
    public int Margin => 2 * window;

    /// <summary>The largest number of context words of a window.</summary>
    public int MaxContext => 2 * window;

    /// <summary>Copies the tokens that subsampling keeps; their neighbours move together, as in word2vec.c.</summary>
    /// <param name="tokens">Tokens of one sentence.</param>
    /// <param name="kept">Receives the tokens kept; at least as long as <paramref name="tokens"/>.</param>
    /// <param name="random">The caller's random numbers.</param>
    /// <returns>How many were kept.</returns>
    public int Keep(ReadOnlySpan<WordId> tokens, Span<WordId> kept, ref SplitMix64 random)
    {
        if (subsampling.Threshold == 0)
        {
            tokens.CopyTo(kept);
            return tokens.Length;
        }

        int count = 0;
        foreach (WordId word in tokens)
        {
            kept[count] = word;
            count += subsampling.Keeps(word.Value, (uint)(random.Next() >> 32)) ? 1 : 0;
        }

        return count;
    }

    /// <summary>
    /// The first and the last position of the window around a position. The window's size is drawn for each, so that a word at distance d takes part
    /// as often as the weighting requires: (window − d + 1) / window times if linear (Mikolov et al. 2013a, section 3.2), 1 / d times if harmonic.
    /// </summary>
    public (int First, int Last) Around(int position, int length, ref SplitMix64 random)
    {
        int size = weighting switch
        {
            WindowWeighting.Linear => 1 + random.Below(window),
            WindowWeighting.Harmonic => Harmonic(ref random),
            _ => window,
        };
        return (Math.Max(0, position - size), Math.Min(length - 1, position + size));
    }

    /// <summary>P(size ≥ d) = P(fraction ≤ 1 / d) = 1 / d.</summary>
    private int Harmonic(ref SplitMix64 random) => (int)Math.Min(window, 1 / Math.Max(random.Fraction(), 1e-6f));
}
