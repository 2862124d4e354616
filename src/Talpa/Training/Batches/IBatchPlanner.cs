using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>Turns a range of text into a batch. It does not read the vectors, so it may run while other threads learn.</summary>
internal interface IBatchPlanner
{
    /// <summary>Makes a batch large enough for a range of text.</summary>
    /// <param name="maxTokens">The largest number of tokens of a range.</param>
    Batch NewBatch(int maxTokens);

    /// <summary>Draws everything random of a range of text.</summary>
    /// <param name="batch">Receives the plan.</param>
    /// <param name="chunk">The ids of the range's chunk.</param>
    /// <param name="range">The range. Words beyond its ends, in the same sentence, are context of its words, but no centre words.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="random">The range's random numbers.</param>
    void Plan(Batch batch, ReadOnlySpan<WordId> chunk, TextRange range, float rate, ref SplitMix64 random);
}
