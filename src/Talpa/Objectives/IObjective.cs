using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// The output side of a prediction: which output rows are asked, which labels they have, which gradient comes back.
/// One instance belongs to one worker; the output vectors are shared by all.
/// Implemented by structs, so that the training loop is compiled for each without virtual calls.
/// </summary>
internal interface IObjective
{
    /// <summary>What has been drawn for the next step already, to be kept where a piece of work is left and taken up again; may be empty.</summary>
    Span<int> DrawnAhead { get; }

    /// <summary>What is fetched from memory while steps compute.</summary>
    RowsAhead Ahead { get; }

    /// <summary>Called at the start of each piece of work, whose random stream is given: nothing may be left over from the piece before.</summary>
    void Begin(ref SplitMix64 random);

    /// <summary>One step: each of the hidden vectors predicts each of the targets, and the output vectors move.</summary>
    /// <param name="hidden">The hidden vectors, 1 or more; they do not change.</param>
    /// <param name="delta">Receives what is to be added to each hidden vector (−rate · gradient), a padded row for each.</param>
    /// <param name="targets">The true words, 1 or more.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="random">The worker's random numbers.</param>
    /// <returns>The loss before the step, summed over the predictions, in nats.</returns>
    double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate, ref SplitMix64 random);

    /// <summary>Tells that a word will be a target soon.</summary>
    void Prefetch(WordId target);
}
