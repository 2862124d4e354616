using Talpa.Kernels;

namespace Talpa.CoOccurrence;

/// <summary>
/// One part of a text whose sentences are divided at random: those held out, or the others. Which they are depends on the text, the share and the seed alone.
/// </summary>
/// <param name="HeldOut">The share of the sentences that is held out, 0 to 1.</param>
/// <param name="Seed">The seed.</param>
/// <param name="TakesHeldOut">Whether this part is that of the sentences held out.</param>
internal readonly record struct SentenceSplit(double HeldOut, long Seed, bool TakesHeldOut)
{
    /// <summary>Keeps the random numbers apart from those of other uses of the seed.</summary>
    private const long Stream = -3;

    /// <summary>The other part.</summary>
    public SentenceSplit Other => this with { TakesHeldOut = !TakesHeldOut };

    /// <summary>Whether a sentence belongs to this part.</summary>
    /// <param name="chunk">The chunk that it begins in.</param>
    /// <param name="sentence">Its number in the chunk, from 0.</param>
    public bool Takes(int chunk, int sentence) =>
        SplitMix64.For(Seed, Stream, ((long)chunk << 32) | (uint)sentence).Fraction() < HeldOut == TakesHeldOut;
}
