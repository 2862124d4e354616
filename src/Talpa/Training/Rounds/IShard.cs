using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>
/// One of the fixed number of logical learners. In a round any thread may carry it through a phase; what it does is the same. It keeps two
/// plans, one on each side, so that one thread can plan the next round while another learns.
/// </summary>
internal interface IShard
{
    /// <summary>Draws everything random of a piece, and so finds out which rows it touches. Does not look at the vectors.</summary>
    /// <param name="piece">The piece.</param>
    /// <param name="ids">The ids of its chunk.</param>
    /// <param name="side">Where the plan is kept, 0 or 1.</param>
    void Plan(Piece piece, ReadOnlySpan<WordId> ids, int side);

    /// <summary>Learns what was planned, on rows of its own or private copies.</summary>
    /// <returns>The predictions made and the sum of their losses.</returns>
    (long Predictions, double Loss) Learn(int side);
}
