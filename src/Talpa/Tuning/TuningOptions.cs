namespace Talpa.Tuning;

/// <summary>How long to search, which values to try, and how to score them.</summary>
public sealed record TuningOptions
{
    /// <summary>The largest number of <see cref="Candidates"/>.</summary>
    public const int MaxCandidates = 1_024;

    /// <summary>The largest <see cref="Time"/>: 30 days.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromDays(30);

    /// <summary>Which values are tried. Default: those that are compared on held-out text.</summary>
    public TuningSpace Space { get; init; } = new();

    /// <summary>How long the trials may take together, above 0, at most 30 days. Default: 10 minutes.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Trials of the first round, 2 to 1,024; each further round has half as many, on more text. Default: 16.</summary>
    public int Candidates { get; init; } = 16;

    /// <summary>
    /// How good vectors are; higher is better, NaN for vectors without a score. Default (<c>null</c>): how well the model predicts a part of the text that it was
    /// not trained on, in nats a pair below the cross-entropy of the words' frequencies; for softmaxes over all words.
    /// </summary>
    public Func<WordVectors, double>? Evaluation { get; init; }

    /// <summary>Checks every option against its range, and that what is tried can be scored.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or an objective has no score without an evaluation.</exception>
    internal void Validate()
    {
        OptionRange.Check(Time.Ticks, 1, MaxTime.Ticks, nameof(Time));
        OptionRange.Check(Candidates, 2, MaxCandidates);
        if (Space.Objectives.Count == 0)
        {
            throw new ArgumentException("There must be an objective to try.", nameof(Space));
        }

        if (Evaluation is null && Space.Objectives.FirstOrDefault(objective => !objective.IsSoftmaxOverWords) is { } objective)
        {
            throw new ArgumentException($"The objective '{objective.Name}' learns no probabilities, so its models have no score on held-out text; set an evaluation.", nameof(Space));
        }

        if (Evaluation is null && (Space.Windows.Count > 0 || Space.SubsamplingThresholds.Count > 0))
        {
            throw new ArgumentException("Windows and subsampling thresholds change which pairs there are, so their scores on held-out text can't be compared; set an evaluation.", nameof(Space));
        }
    }
}
