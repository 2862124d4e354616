using System.Text.Json.Serialization;
using Talpa.Evaluation;

namespace Talpa;

/// <summary>What a training did.</summary>
public sealed record TrainingReport
{
    /// <summary>What was read of the text and what was left out; <c>null</c> where it is not known.</summary>
    public CorpusReport? Corpus { get; init; }

    /// <summary>Passes over the text, or sweeps over the counts, that were begun.</summary>
    public required int Epochs { get; init; }

    /// <summary>Tokens learned from, over all epochs.</summary>
    public required long Tokens { get; init; }

    /// <summary>Predictions made.</summary>
    public required long Predictions { get; init; }

    /// <summary>Mean loss of a prediction, in nats: over the whole training; with the exact softmax over all pairs of the text as the vectors are at the end.
    /// NaN where there was no prediction.</summary>
    public required double Loss { get; init; }

    /// <summary>What the prior of the exact softmax adds to the loss at the end, in nats a pair; 0 with other objectives.</summary>
    public double PriorLoss { get; init; }

    /// <summary>How well the model predicts the text that was held out from its training (<see cref="ExactSoftmax.HoldOut"/>); <c>null</c> where none was.</summary>
    public ContextScore? HeldOut { get; init; }

    /// <summary>Whether all epochs were run; otherwise the training was cancelled, and the model holds what it had learned until then.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>The version of Talpa that trained.</summary>
    public required string Version { get; init; }

    /// <summary>What the result depends on besides version, text and options: instruction set, .NET and system, such as "AVX-512, .NET 10.0.1, linux-x64".
    /// <c>null</c> where it is not known.</summary>
    public string? Platform { get; init; }

    /// <summary>Distinguishes the text from others (<see cref="Text.EncodedCorpus.ComputeFingerprint"/>); <c>null</c> where it is not known.</summary>
    public string? TextFingerprint { get; init; }

    /// <summary>The vectors that the training started from; <c>null</c> where they were random.</summary>
    public StartReport? Start { get; init; }

    /// <summary>Which vectors the words have; <c>null</c> where it is not known.</summary>
    public VectorSide? Side { get; init; }

    /// <summary>How long the training took; <c>null</c> for a model that was loaded: the same training gives the same file, however long it takes.</summary>
    [JsonIgnore]
    public TimeSpan? Elapsed { get; init; }
}
