using Talpa.Tuning;

namespace Talpa.Cli.Json;

/// <summary>The trials of the last round of a tuning, the best first, and the command that trains with its options.</summary>
internal sealed record TuneAnswer(string Command, IReadOnlyList<TuneAnswer.Trial> Trials)
{
    /// <summary>The answer for trials.</summary>
    public static TuneAnswer Of(IEnumerable<TuningTrial> trials, string command) => new(
        command,
        [
            .. trials.Select(trial => new Trial(
                trial.Round, trial.Tokens, trial.Options.Objective!.Name, trial.Options.Dimension, trial.Options.Window, trial.Options.Corpus.MinCount,
                trial.Options.SubsamplingThreshold, (trial.Options.Objective as ExactSoftmax)?.Prior, double.IsNaN(trial.Score) ? null : trial.Score, trial.Elapsed.TotalSeconds)),
        ]);

    /// <summary>One trial.</summary>
    internal sealed record Trial(
        int Round, long Tokens, string Objective, int Dimension, int Window, int MinCount, double Sample, double? Prior, double? Score, double Seconds);
}
