namespace Talpa.Tuning;

/// <summary>How long to search, among what, and by what to judge.</summary>
public sealed record TuningOptions
{
    /// <summary>The largest number of <see cref="Candidates"/>.</summary>
    public const int MostCandidates = 1_024;

    /// <summary>The largest <see cref="Time"/>: 30 days.</summary>
    public static readonly TimeSpan LongestTime = TimeSpan.FromDays(30);

    /// <summary>Which values are tried. Default: those that held-out text can judge.</summary>
    public TuningSpace Space { get; init; } = new();

    /// <summary>How long the trials may take together, above 0, at most 30 days. Default: 10 minutes.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Trials of the first round, 2 to 1,024; each further round has half as many, on more text. Default: 16.</summary>
    public int Candidates { get; init; } = 16;

    /// <summary>
    /// How good vectors are; higher is better, NaN for vectors that can't be judged. Default (<c>null</c>): how well the model predicts a part of the text that it has
    /// not learned, in nats a pair that it saves against words' frequencies alone; that serves softmaxes over all words.
    /// </summary>
    public Func<WordVectors, double>? Evaluation { get; init; }

    /// <summary>Checks every option against its range, and that what is tried can be judged.</summary>
    /// <exception cref="ArgumentException">An option is out of its range, or an objective can't be judged without an evaluation.</exception>
    internal void Validate()
    {
        OptionRange.Check(Time.Ticks, 1, LongestTime.Ticks, nameof(Time));
        OptionRange.Check(Candidates, 2, MostCandidates);
        if (Evaluation is null && Space.Objectives.FirstOrDefault(objective => !objective.IsSoftmaxOverWords) is { } objective)
        {
            throw new ArgumentException($"The objective '{objective.Name}' learns no probabilities, so held-out text can't judge it; an evaluation can.", nameof(Space));
        }

        if (Evaluation is null && (Space.Windows.Count > 1 || Space.SubsamplingThresholds.Count > 1))
        {
            throw new ArgumentException("Windows and subsampling thresholds change which pairs there are, so held-out text can't compare them; an evaluation can.", nameof(Space));
        }
    }
}
