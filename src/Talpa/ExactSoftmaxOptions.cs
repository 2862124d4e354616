using Talpa.CoOccurrence;

namespace Talpa;

/// <summary>What is peculiar to <see cref="Objective.ExactSoftmax"/>; docs/exact-softmax.md shows what the defaults were chosen from.</summary>
public sealed record ExactSoftmaxOptions
{
    /// <summary>How often every centre word's distribution is gone through, 1 to 10,000. Takes the place of epochs. Default: 30.</summary>
    public int Sweeps { get; init; } = 30;

    /// <summary>The step length at the start, above 0, at most 10; it falls linearly to 0. It is that of the output vectors; input vectors,
    /// which move once a sweep, step ten times as far. Default: 0.03.</summary>
    public double LearningRate { get; init; } = 0.03;

    /// <summary>
    /// A centre word's part of the objective weighs as its number of pairs to this power, 0 to 1: with 1 every pair of the text weighs the
    /// same, below 1 rare words are heard more. Default: 0.75.
    /// </summary>
    public double WeightExponent { get; init; } = 0.75;

    /// <summary>
    /// What a context word weighs by its distance, where the window is dynamic (<see cref="TrainingOptions.DynamicWindow"/>); a fixed one weighs evenly.
    /// Default: harmonic, 1 / d. Linear is what the other objectives' drawn windows come to.
    /// </summary>
    public WindowWeighting Weighting { get; init; } = WindowWeighting.Harmonic;

    /// <summary>Centre words whose gradients are added before the output vectors move, 1 to 10,000; fewer where the vocabulary would make less than
    /// 32 blocks. Default: 192.</summary>
    public int BlockSize { get; init; } = 192;

    /// <summary>Centre words up to this rank are gone through in every sweep, 1 or more. Default: 20,000.</summary>
    public int FrequentWords { get; init; } = 20_000;

    /// <summary>The rarer centre words are gone through in every so many-th sweep only, and weigh so many times as much there, 1 to 100; as words
    /// to be predicted they take part in every sweep. Fewer turns teach less: it saves time where there are many rare words. Default: 4.</summary>
    public int RareWordsEvery { get; init; } = 4;

    /// <summary>
    /// Ends the training when the last five sweeps (rounds of them, where rare words have seldom a turn) have each lowered the loss of a pair by less than
    /// this on the average, in nats, 0 or more; 0 goes through all sweeps. The step length falls as if all came, so that a loss that hardly falls
    /// may fall again later. Default: 0.
    /// </summary>
    public double MinImprovement { get; init; }

    /// <summary>Bytes of tokens and counts to keep in memory at most, 1 MB or more; more go into temporary files. Default: 2 GiB.</summary>
    public long MemoryLimit { get; init; } = 2L << 30;

    internal void Validate()
    {
        TrainingOptions.Check(Sweeps, 1, 10_000);
        TrainingOptions.Check(LearningRate, double.Epsilon, 10);
        TrainingOptions.Check(WeightExponent, 0, 1);
        TrainingOptions.Check((int)Weighting, 0, (int)WindowWeighting.Even, nameof(Weighting));
        TrainingOptions.Check(BlockSize, 1, 10_000);
        TrainingOptions.Check(FrequentWords, 1, int.MaxValue);
        TrainingOptions.Check(RareWordsEvery, 1, 100);
        TrainingOptions.Check(MinImprovement, 0, 100);
        TrainingOptions.Check(MemoryLimit, 1 << 20, long.MaxValue);
    }
}
