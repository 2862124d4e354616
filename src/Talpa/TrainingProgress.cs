namespace Talpa;

/// <summary>The progress of a training, reported a few times a second.</summary>
public sealed record TrainingProgress
{
    /// <summary>Tokens of the corpus gone through, over all epochs (before subsampling, so that speeds compare between settings). With the exact
    /// softmax a sweep counts as an epoch.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens to go through in all: the corpus's tokens times the epochs, fewer where the exact softmax ended early.</summary>
    public required long TotalTokens { get; init; }

    /// <summary>Time since the training began.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The current epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The learning rate now.</summary>
    public required double LearningRate { get; init; }

    /// <summary>
    /// Mean loss of a prediction, in nats, over the predictions made since the report before (all workers); not a number before the first one.
    /// With the exact softmax, over all pairs of the text, each centre word's taken when it was last gone through; after the end, the exact value. During
    /// <see cref="ExactSoftmax.FrequentSweeps"/> over the frequent contexts alone, so that it rises when the others join. With
    /// <see cref="ExactSoftmax.Directional"/> it is that of the context word and its side together, some log 2 more than that of the word.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>What the prior of the exact softmax adds to the loss, in nats a pair, as of the last sweep: the sum of both is what is minimised. 0 with other objectives.</summary>
    public double PriorLoss { get; init; }

    /// <summary>
    /// With the exact softmax and <see cref="ExactSoftmax.HoldOut"/>, the loss of a pair of the text held out, in nats, each centre word's taken when it was last
    /// gone through, after the end the exact value; e to its power is the perplexity. With <see cref="ExactSoftmax.Directional"/>
    /// that of the context word and its side; <see cref="TrainingReport.HeldOut"/> is of the word alone. Not a number where nothing is
    /// held out, and during <see cref="ExactSoftmax.FrequentSweeps"/>.
    /// </summary>
    public double HeldOutLoss { get; init; } = double.NaN;

    /// <summary>Predictions (a pair for skip-gram, a centre word for CBOW) made so far.</summary>
    public required long Predictions { get; init; }

    /// <summary>Mean loss of a prediction, in nats, over the whole training so far.</summary>
    public required double MeanLoss { get; init; }

    /// <summary>The file of the last checkpoint that is whole; <c>null</c> if there is none yet.</summary>
    public string? LastCheckpoint { get; init; }

    /// <summary>Why the last attempt to save a checkpoint failed, in one line; <c>null</c> if it did not. The training continues.</summary>
    public string? CheckpointFault { get; init; }

    /// <summary>Done, 0 to 1.</summary>
    public double Fraction => TotalTokens == 0 ? 1 : (double)Tokens / TotalTokens;

    /// <summary>Tokens a second since the training began.</summary>
    public double TokensPerSecond => Elapsed > TimeSpan.Zero ? Tokens / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at that speed; <see cref="TimeSpan.MaxValue"/> where it can't be estimated, or is longer than a time can be.</summary>
    public TimeSpan Remaining => Elapsed.TotalDays < Fraction * (TimeSpan.MaxValue.TotalDays / 2) ? (Elapsed / Fraction) - Elapsed : TimeSpan.MaxValue;
}
