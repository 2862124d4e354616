using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// The output side of a prediction: how many output rows it involves, which ones, and the gradient step on them. Rows are chosen when a batch is planned and
/// used when it is learned. One instance belongs to one learner.
/// Implemented by structs, so that the training loop is compiled for each without virtual calls.
/// </summary>
internal interface IObjectiveStep
{
    /// <summary>The largest number of output rows chosen for one target; 0 when each step involves all rows.</summary>
    int MaxRows { get; }

    /// <summary>Rows to fetch from memory while steps compute.</summary>
    RowsAhead Ahead { get; }

    /// <summary>Chooses the output rows for the targets of a window.</summary>
    /// <param name="targets">The words to be predicted, 1 or more.</param>
    /// <param name="hidden">How many hidden vectors will predict each of them.</param>
    /// <param name="random">The batch's random numbers.</param>
    /// <param name="rows">Receives the rows, targets × <see cref="MaxRows"/> at most.</param>
    /// <returns>How many rows were chosen.</returns>
    int Choose(ReadOnlySpan<WordId> targets, int hidden, ref SplitMix64 random, Span<int> rows);

    /// <summary>One gradient step: each of the hidden vectors predicts each of the targets, and the output vectors move.</summary>
    /// <param name="hidden">The hidden vectors, 1 or more; they do not change.</param>
    /// <param name="delta">Receives what is to be added to each hidden vector (−rate · gradient), a padded row for each.</param>
    /// <param name="targets">The words to be predicted, as given to <see cref="Choose"/>.</param>
    /// <param name="rows">The chosen rows of the output table, in the order in which they were chosen.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The loss before the step, summed over the predictions, in nats.</returns>
    double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, ReadOnlySpan<int> rows, float rate);
}
