namespace Talpa.Tuning;

/// <summary>
/// Which values of the options are tried; a list with one value keeps it. The defaults are compared on held-out text, which needs the same pairs for all:
/// window and subsampling are those of the options, and the objective is the exact softmax. <see cref="WithEvaluation"/> has others.
/// </summary>
public sealed record TuningSpace
{
    /// <summary>For vectors that are scored by evaluation files: the defaults, and other windows, thresholds and negative sampling.</summary>
    public static TuningSpace WithEvaluation { get; } = new()
    {
        Windows = [3, 5, 10],
        SubsamplingThresholds = [1e-4, 1e-3, 0],
        Objectives = [new ExactSoftmax(), new NegativeSampling()],
    };

    /// <summary>Lengths of a vector. Default: 50, 100, 200 and 300.</summary>
    public IReadOnlyList<int> Dimensions { get; init; } = [50, 100, 200, 300];

    /// <summary>Minimum counts. Default: 2, 5 and 10.</summary>
    public IReadOnlyList<int> MinCounts { get; init; } = [2, 5, 10];

    /// <summary>Strengths of the prior, for the exact softmax. Default: 2, 4, 8, 16 and 32.</summary>
    public IReadOnlyList<double> Priors { get; init; } = [2, 4, 8, 16, 32];

    /// <summary>Objectives, with their other options. Default: the exact softmax.</summary>
    public IReadOnlyList<Objective> Objectives { get; init; } = [new ExactSoftmax()];

    /// <summary>Windows. Default: that of the options.</summary>
    public IReadOnlyList<int> Windows { get; init; } = [];

    /// <summary>Subsampling thresholds. Default: that of the options.</summary>
    public IReadOnlyList<double> SubsamplingThresholds { get; init; } = [];

    /// <summary>
    /// <see cref="Objectives"/>, but with <see cref="ExactSoftmax.Directional"/> off where it is not set: trials then take half the time.
    /// </summary>
    internal IReadOnlyList<Objective> ObjectivesToTry => [.. Objectives.Select(objective => objective is ExactSoftmax { Directional: null } exact ? exact with { Directional = false } : objective)];

    /// <summary>All combinations of the values, each once. Where a list is empty, the value is that of the options.</summary>
    /// <param name="options">The other options.</param>
    internal IReadOnlyList<TrainingOptions> Combinations(TrainingOptions options) =>
    [
        .. (
            from objective in ObjectivesToTry
            from prior in objective is ExactSoftmax exact ? Or(Priors, exact.Prior) : [0]
            from dimension in Or(Dimensions, options.Dimension)
            from minCount in Or(MinCounts, options.Corpus.MinCount)
            from window in Or(Windows, options.Window)
            from threshold in Or(SubsamplingThresholds, options.SubsamplingThreshold)
            select options with
            {
                Objective = objective is ExactSoftmax softmax ? softmax with { Prior = prior } : objective,
                Dimension = dimension,
                Window = window,
                SubsamplingThreshold = threshold,
                Corpus = options.Corpus with { MinCount = minCount },
            }).Distinct(),
    ];

    private static IReadOnlyList<T> Or<T>(IReadOnlyList<T> values, T value) => values.Count > 0 ? values : [value];
}
