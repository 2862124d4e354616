namespace Talpa.Textbook;

/// <summary>
/// One step of <see cref="SkipGram"/>, with every number it computed. V is the size of the vocabulary, D the dimension,
/// C the number of context words.
/// </summary>
public sealed record SkipGramStep
{
    /// <summary>Id of the centre word.</summary>
    public required int Centre { get; init; }

    /// <summary>Ids of the context words, C of them.</summary>
    public required IReadOnlyList<int> Context { get; init; }

    /// <summary>How far the vectors went along their gradients.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The hidden vector h: the centre's input vector before the step, D numbers.</summary>
    public required IReadOnlyList<double> Hidden { get; init; }

    /// <summary>Score of each word, u(w) · h, V numbers.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>Probability of each word as a neighbour, before the step, V numbers that sum to 1.</summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>The one-hot vectors of the context words added up: how often each word occurs in the context, V numbers that sum to C.</summary>
    public required IReadOnlyList<double> Truth { get; init; }

    /// <summary>
    /// Prediction minus truth, C · p(w) − truth(w), V numbers that sum to 0. Some texts write truth minus prediction and add the gradient instead.
    /// </summary>
    public required IReadOnlyList<double> Errors { get; init; }

    /// <summary>Gradient of the loss by the centre's input vector, D numbers.</summary>
    public required IReadOnlyList<double> InputGradient { get; init; }

    /// <summary>Gradient of the loss by each output vector, V × D.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> OutputGradient { get; init; }

    /// <summary>The output vectors before the step, V × D.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> OutputBefore { get; init; }

    /// <summary>The centre's input vector after the step, D numbers. No other input vector moves.</summary>
    public required IReadOnlyList<double> InputAfter { get; init; }

    /// <summary>The output vectors after the step, V × D.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> OutputAfter { get; init; }

    /// <summary>Probability of each word as a neighbour, after the step, V numbers that sum to 1.</summary>
    public required IReadOnlyList<double> ProbabilitiesAfter { get; init; }

    /// <summary>The loss before the step, − Σ log p(o) over the context words, in nats.</summary>
    public required double LossBefore { get; init; }

    /// <summary>The loss after the step, in nats.</summary>
    public required double LossAfter { get; init; }
}
