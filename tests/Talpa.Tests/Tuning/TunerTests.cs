using Talpa.Tests.Training;
using Talpa.Tuning;

namespace Talpa.Tests.Tuning;

public class TunerTests
{
    private static readonly TextSource Text = TextSource.Lines(SmallTexts.PetsAndTrains(3_000));
    private static readonly TrainingOptions Options = new() { Corpus = new() { MinCount = 1 }, SubsamplingThreshold = 0, Window = 2, Threads = 1 };
    private static readonly TuningSpace Small = new() { Dimensions = [2, 8], MinCounts = [1], Priors = [1, 1_000] };

    [Fact]
    public void The_first_candidate_are_the_options_and_no_combination_is_tried_twice_in_a_round()
    {
        List<TuningTrial> trials = [];
        Run(new TuningOptions { Space = Small, Candidates = 5 }, trials);

        TuningTrial[] first = [.. trials.Where(trial => trial.Round == 1)];
        Assert.Equal(Options with { Objective = new ExactSoftmax { Directional = false } }, first[0].Options);
        Assert.Equal(5, first.DistinctBy(trial => trial.Options).Count());
        Assert.Equal(5, first.Length);
    }

    [Fact]
    public void Held_out_text_prefers_a_prior_that_lets_the_model_learn()
    {
        IReadOnlyList<TuningTrial> best = Run(new TuningOptions { Space = Small });

        Assert.Equal(1, Assert.IsType<ExactSoftmax>(best[0].Options.Objective).Prior);
        Assert.InRange(best[0].Score, 0.1, 3);
        Assert.Equal(best.OrderByDescending(trial => trial.Score), best);
    }

    [Fact]
    public void Directional_models_are_scored_by_the_words_of_held_out_text_too()
    {
        IReadOnlyList<TuningTrial> best = Run(new TuningOptions { Space = Small with { Objectives = [new ExactSoftmax { Directional = true }] }, Candidates = 2 });
        Assert.InRange(best[0].Score, 0.1, 3);
    }

    [Fact]
    public void A_round_of_the_whole_text_is_the_last()
    {
        List<TuningTrial> trials = [];
        Run(new TuningOptions { Space = Small }, trials);

        // Some 12,000 tokens, a twentieth of them held out: there is no more to try them on.
        Assert.All(trials, trial => Assert.Equal(1, trial.Round));
        Assert.All(trials, trial => Assert.InRange(trial.Tokens, 10_000, 30_000));
    }

    [Fact]
    public void An_evaluation_decides_where_there_is_one()
    {
        TuningSpace space = TuningSpace.WithEvaluation with { Dimensions = [2, 3, 4], MinCounts = [], SubsamplingThresholds = [], Priors = [8], Windows = [1, 2] };

        IReadOnlyList<TuningTrial> best = Run(new TuningOptions { Space = space, Evaluation = vectors => -Math.Abs(vectors.Dimension - 6) });

        Assert.Contains(best, trial => trial.Options.Objective is NegativeSampling);
        Assert.Equal(-2, best.Max(trial => trial.Score));
        Assert.Equal(-2, best[0].Score);
    }

    [Fact]
    public void What_held_out_text_cannot_judge_needs_an_evaluation()
    {
        Assert.Throws<ArgumentException>(() => Run(new TuningOptions { Space = Small with { Objectives = [new NegativeSampling()] } }));
        Assert.Throws<ArgumentException>(() => Run(new TuningOptions { Space = Small with { Windows = [2, 5] } }));
        Assert.Throws<ArgumentException>(() => Run(new TuningOptions { Space = Small with { SubsamplingThresholds = [0, 1e-3] } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(new TuningOptions { Space = Small, Candidates = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(new TuningOptions { Space = Small, Time = TimeSpan.Zero }));
    }

    [Fact]
    public void Where_the_time_is_over_at_once_there_is_no_result() =>
        Assert.Empty(Run(new TuningOptions { Space = Small, Time = TimeSpan.FromMilliseconds(0.001) }));

    [Fact]
    public void A_minimum_count_that_leaves_no_word_is_not_tried()
    {
        List<TuningTrial> trials = [];
        Run(new TuningOptions { Space = Small with { MinCounts = [1, 1_000_000] } }, trials);
        Assert.All(trials, trial => Assert.Equal(1, trial.Options.Corpus.MinCount));
        Assert.NotEmpty(trials);
    }

    [Fact]
    public void A_text_of_one_line_is_too_short_to_hold_a_part_out() => Assert.Throws<UnusableInputException>(() => Tuner.Run(
        TextSource.Text("a mole digs a tunnel"), Options, new TuningOptions { Space = Small }, cancellationToken: TestContext.Current.CancellationToken));

    [Fact]
    public void It_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(
        () => Tuner.Run(Text, Options, new TuningOptions { Space = Small }, cancellationToken: new CancellationToken(canceled: true)));

    private static IReadOnlyList<TuningTrial> Run(TuningOptions tuning, List<TuningTrial>? trials = null) =>
        Tuner.Run(Text, Options, tuning, trials is null ? null : new Collector(trials), cancellationToken: TestContext.Current.CancellationToken);

    private sealed class Collector(List<TuningTrial> trials) : IProgress<TuningTrial>
    {
        public void Report(TuningTrial value) => trials.Add(value);
    }
}
