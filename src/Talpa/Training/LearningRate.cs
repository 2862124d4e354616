namespace Talpa.Training;

/// <summary>
/// The schedule of the learning rate: from the start value it falls linearly to 0 over the whole training, but never below a floor, as in
/// word2vec.c. It depends on the position in the text alone, not on the progress of the workers.
/// </summary>
/// <param name="start">The rate at the first token.</param>
/// <param name="floor">The rate does not fall below this.</param>
/// <param name="totalTokens">Tokens in all, over all epochs.</param>
internal readonly struct LearningRate(double start, double floor, long totalTokens)
{
    /// <summary>The same schedule with all rates multiplied by a factor.</summary>
    public LearningRate Times(double factor) => new(start * factor, floor * factor, totalTokens);

    /// <summary>The rate after a number of tokens.</summary>
    public double After(long tokens) => Math.Max(floor, start * (1 - ((double)tokens / totalTokens)));
}
