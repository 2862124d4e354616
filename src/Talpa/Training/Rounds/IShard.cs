using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>One of the fixed number of logical learners. In a round any thread may carry it through a phase; what it does is the same.</summary>
internal interface IShard
{
    /// <summary>First phase: draws everything random of a piece, and so finds out which rows it touches. Does not look at the vectors.</summary>
    void Plan(Piece piece, ReadOnlySpan<WordId> ids);

    /// <summary>Second phase: learns what was planned, on rows of its own or private copies.</summary>
    /// <returns>The predictions made and the sum of their losses.</returns>
    (long Predictions, double Loss) Learn(ReadOnlySpan<ulong> sharedInput, ReadOnlySpan<ulong> sharedOutput);
}
