using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Training.Batches;

/// <summary>Turns a piece of text into a batch. It does not look at the vectors, so it may work while others learn.</summary>
internal interface IBatchPlanner
{
    /// <summary>Makes a batch large enough for a piece of text.</summary>
    /// <param name="maxTokens">The largest number of tokens of a piece.</param>
    Batch NewBatch(int maxTokens);

    /// <summary>Draws everything random of a piece of text.</summary>
    /// <param name="batch">Receives the plan.</param>
    /// <param name="chunk">The ids of the piece's chunk.</param>
    /// <param name="piece">The piece. Words beyond its ends, in the same sentence, are context of its words, but no centre words.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="share">From which share of the output rows to draw.</param>
    /// <param name="random">The piece's random numbers.</param>
    void Plan(Batch batch, ReadOnlySpan<WordId> chunk, TextPiece piece, float rate, int share, ref SplitMix64 random);
}
