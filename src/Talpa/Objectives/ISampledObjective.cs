using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// An objective that asks few output rows for a target, and can tell which before it learns: so that learning can be planned.
/// </summary>
internal interface ISampledObjective : IObjective
{
    /// <summary>The most rows asked in one step.</summary>
    int MaxAsked { get; }

    /// <summary>Chooses the output rows to ask for a target.</summary>
    /// <param name="target">The true word.</param>
    /// <param name="hidden">How many hidden vectors will predict it.</param>
    /// <param name="share">From which share of what can be drawn, for callers that draw at one time and want no rows in common.</param>
    /// <param name="random">The caller's random numbers.</param>
    /// <param name="rows">Receives the rows, <see cref="MaxAsked"/> at most.</param>
    /// <returns>How many were chosen.</returns>
    int Ask(WordId target, int hidden, int share, ref SplitMix64 random, Span<int> rows);

    /// <summary>One step with rows chosen before: as <see cref="IObjective.Learn"/> for one target.</summary>
    /// <param name="hidden">The hidden vectors, 1 or more; they do not change.</param>
    /// <param name="delta">Receives what is to be added to each hidden vector.</param>
    /// <param name="target">The true word.</param>
    /// <param name="rows">Where the rows that <see cref="Ask"/> chose now lie in the output table, in the same order.</param>
    /// <param name="rate">The learning rate.</param>
    double LearnAsked(RowSet hidden, Span<float> delta, WordId target, ReadOnlySpan<int> rows, float rate);
}
