namespace Talpa.Textbook;

/// <summary>One step of <see cref="BinarySkipGram"/>, with what it computed. D is the dimension; the lists go with the questions, one by one.</summary>
internal sealed record BinaryStep
{
    /// <summary>Id of the centre word.</summary>
    public required int Centre { get; init; }

    /// <summary>The questions.</summary>
    public required IReadOnlyList<BinaryQuestion> Questions { get; init; }

    /// <summary>The probability of yes, σ(u · h), for each question.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>Prediction minus truth for each question.</summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>Gradient of the loss by the centre's input vector, D numbers.</summary>
    public required IReadOnlyList<double> InputGradient { get; init; }

    /// <summary>Gradient of the loss by each output vector of a question, by its row; all others' are zero and they don't move.</summary>
    public required IReadOnlyDictionary<int, double[]> OutputGradient { get; init; }

    /// <summary>The loss before the step, in nats.</summary>
    public required double LossBefore { get; init; }
}
