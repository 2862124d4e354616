namespace Talpa.Training.Checkpoints;

/// <summary>The header of a checkpoint, readable as it is: which training, how far, and what its owner noted.</summary>
internal sealed record CheckpointHeader
{
    /// <summary>How the text is learned.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>Distinguishes the text from any other: <see cref="Text.EncodedCorpus.ComputeFingerprint"/>.</summary>
    public required string Corpus { get; init; }

    /// <summary>Distinguishes the vectors that the training started from (<see cref="StartingVectors.ComputeFingerprint"/>); <c>null</c> for random ones.</summary>
    public string? Start { get; init; }

    /// <summary>Distinguishes the list of words that were frozen by name; <c>null</c> for none.</summary>
    public string? FrozenWords { get; init; }

    /// <summary>How many ranks saved it together; <c>null</c> for a training in one process, which identifies its text in another way.</summary>
    public int? Ranks { get; init; }

    /// <summary>The text's tokens.</summary>
    public required long CorpusTokens { get; init; }

    /// <summary>The vocabulary's words.</summary>
    public required int Words { get; init; }

    /// <summary>How things stood.</summary>
    public TrainingProgress? Progress { get; init; }

    /// <summary>When it was saved, by the machine's clock.</summary>
    public DateTimeOffset Saved { get; init; }

    /// <summary>What the training's owner noted.</summary>
    public required IReadOnlyDictionary<string, string> Notes { get; init; }

    /// <summary>Bytes of the state that follows.</summary>
    public long StateBytes { get; init; }
}
