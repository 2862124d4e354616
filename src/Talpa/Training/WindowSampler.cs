using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Training;

/// <summary>What is drawn at random on the way from a sentence to its windows. Holds no state of its own: the random numbers are the caller's.</summary>
internal sealed class WindowSampler(Subsampling subsampling, TrainingOptions options)
{
    /// <summary>The sentence without the tokens that subsampling leaves out; their neighbours move together, as in word2vec.c.</summary>
    /// <param name="sentence">The sentence.</param>
    /// <param name="room">Where the tokens kept are written, if not all are.</param>
    /// <param name="random">The caller's random numbers.</param>
    public ReadOnlySpan<WordId> Thin(ReadOnlySpan<WordId> sentence, Span<WordId> room, ref SplitMix64 random)
    {
        if (subsampling.Threshold == 0)
        {
            return sentence;
        }

        int kept = 0;
        foreach (WordId word in sentence)
        {
            room[kept] = word;
            kept += subsampling.Keeps(word.Value, (uint)(random.Next() >> 32)) ? 1 : 0;
        }

        return room[..kept];
    }

    /// <summary>
    /// The first and the last position of the window around one. The window is drawn anew for each, so that a word at distance d counts
    /// (window − d + 1) / window times (Mikolov et al. 2013a, section 3.2).
    /// </summary>
    public (int First, int Last) Around(int position, int length, ref SplitMix64 random)
    {
        int window = options.DynamicWindow ? 1 + random.Below(options.Window) : options.Window;
        return (Math.Max(0, position - window), Math.Min(length - 1, position + window));
    }

    /// <summary>The words of a window but its centre word, side by side.</summary>
    public static ReadOnlySpan<WordId> Context(ReadOnlySpan<WordId> sentence, int position, int first, int last, Span<WordId> room)
    {
        sentence[first..position].CopyTo(room);
        sentence.Slice(position + 1, last - position).CopyTo(room[(position - first)..]);
        return room[..(last - first)];
    }
}
