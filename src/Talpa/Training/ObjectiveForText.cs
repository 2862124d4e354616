namespace Talpa.Training;

/// <summary>Which objective a training has where none is set: the one that gives the better vectors of those that take minutes, not hours, on two cores.</summary>
internal static class ObjectiveForText
{
    /// <summary>The longest text, in tokens, for which the exact softmax was found to give the better vectors (bench/results/objectives.md).</summary>
    private const long MaxTokens = 20_000_000;

    /// <summary>The largest <see cref="ExactSoftmax.Work"/>. A limit for each machine would give other vectors on another one.</summary>
    private const double MaxWork = 2e11;

    /// <summary>Chooses by the size of the text, never by the machine.</summary>
    /// <param name="options">The other options.</param>
    /// <param name="words">Size of the vocabulary.</param>
    /// <param name="tokens">Length of the text.</param>
    public static Objective Choose(TrainingOptions options, int words, long tokens) =>
        options.LeavesObjectiveToText && tokens <= MaxTokens && ExactSoftmax.Work(words, options.Dimension) <= MaxWork ? new ExactSoftmax() : new NegativeSampling();
}
