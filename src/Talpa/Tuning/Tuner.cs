using System.Diagnostics;
using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tuning;

/// <summary>
/// Finds options for a text by successive halving (Jamieson and Talwalkar 2016, "Non-stochastic Best Arm Identification and Hyperparameter Optimization",
/// section 3): many candidates are trained on a small random part of the text, the better half on a larger part, and so on while the time allows.
/// </summary>
public sealed class Tuner
{
    /// <summary>The largest share of the text that is held out, and the most tokens: more takes longer and hardly changes the score.</summary>
    private const double HeldOutShare = 0.05;
    private const double HeldOutTokens = 300_000;

    /// <summary>The part of the text that the speed is measured with.</summary>
    private const double FirstTokens = 50_000;

    /// <summary>The time of a training grows with the text to at most about this power: the vocabulary grows with it, and the exact softmax with its square.</summary>
    private const double Growth = 1.6;

    /// <summary>A round must have this many times the text of the one before: on hardly more text it would give the same result.</summary>
    private const double MinGrowth = 1.2;

    private readonly EncodedCorpus _corpus;
    private readonly TextSample _sample;
    private readonly TrainingOptions _options;
    private readonly TuningOptions _tuning;
    private readonly double _trainedShare;
    private readonly IProgress<TuningTrial>? _progress;

    private Tuner(EncodedCorpus corpus, TrainingOptions options, TuningOptions tuning, IProgress<TuningTrial>? progress)
    {
        _corpus = corpus;
        _sample = new TextSample(corpus, options.Seed);
        _options = options;
        _tuning = tuning;
        _trainedShare = 1 - Math.Min(HeldOutShare, HeldOutTokens / corpus.TokenCount);
        _progress = progress;
    }

    private double TrainedTokens => _corpus.TokenCount * _trainedShare;

    /// <summary>Reads a text and searches. What it finds depends on the machine: a faster one tries more text in the same time.</summary>
    /// <param name="text">The text.</param>
    /// <param name="options">The options that are not searched for. With the first objective of the space they are the first candidate.</param>
    /// <param name="tuning">How long to search, which values to try, and how to score them.</param>
    /// <param name="progress">Receives each trial when it has ended, on the calling thread.</param>
    /// <param name="reading">Receives how much of the text has been read.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>The trials of the last round that was completed, or of the first, the best first; empty where none ended in the time.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or an objective has no score without an evaluation.</exception>
    /// <exception cref="UnusableInputException">The text can't be read, or has no words that are frequent enough.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static IReadOnlyList<TuningTrial> Run(
        TextSource text,
        TrainingOptions options,
        TuningOptions tuning,
        IProgress<TuningTrial>? progress = null,
        IProgress<EncodingProgress>? reading = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(tuning);
        options.Validate();
        tuning.Validate();
        int minCount = tuning.Space.MinCounts.DefaultIfEmpty(options.Corpus.MinCount).Min();
        using EncodedCorpus corpus = EncodedCorpus.Encode(text, options.Corpus with { MinCount = minCount }, reading, cancellationToken);
        return new Tuner(corpus, options, tuning, progress).Search(cancellationToken);
    }

    private IReadOnlyList<TuningTrial> Search(CancellationToken cancellationToken)
    {
        using var time = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        time.CancelAfter(_tuning.Time);
        var watch = Stopwatch.StartNew();
        List<TrainingOptions> candidates = DrawCandidates();
        int roundsLeft = Math.Max(1, (int)Math.Ceiling(Math.Log2(candidates.Count)));
        double tokens = Math.Min(FirstTokens, TrainedTokens);
        List<TuningTrial> best = [];
        try
        {
            double seconds = MeasureTime(candidates[0], tokens, time.Token);
            for (int round = 1; roundsLeft > 0 && candidates.Count > 0; round++)
            {
                double timeLeft = (_tuning.Time - watch.Elapsed).TotalSeconds / candidates.Count;
                double next = NextTokens(tokens, seconds, timeLeft / roundsLeft);
                if (round > 1 && next < MinGrowth * tokens)
                {
                    // There is no time for all rounds: what is left goes into one.
                    (roundsLeft, next) = (1, NextTokens(tokens, seconds, timeLeft));
                }

                if (round > 1 && next < MinGrowth * tokens && next < TrainedTokens)
                {
                    break;
                }

                tokens = next;
                roundsLeft = tokens < TrainedTokens ? roundsLeft - 1 : 0;
                List<TuningTrial> trials = [];
                best = round == 1 ? trials : best;
                RunTrials(round, tokens, candidates, trials, time.Token);
                best = [.. trials.OrderByDescending(trial => trial.Score)];
                TuningTrial[] better = [.. best.Take((best.Count + 1) / 2)];
                candidates = [.. better.Select(trial => trial.Options)];
                seconds = better.Select(trial => trial.Elapsed.TotalSeconds).DefaultIfEmpty(1).Average();
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time is over. The result is that of the last complete round, or the trials of the first.
        }

        return [.. best.OrderByDescending(trial => trial.Score)];
    }

    /// <summary>Tokens, at least as many as before, for which a training takes an allowed time, where those before took some seconds.</summary>
    private double NextTokens(double tokens, double seconds, double allowed) =>
        Math.Clamp(tokens * Math.Pow(Math.Max(0, allowed) / seconds, 1 / Growth), tokens, TrainedTokens);

    /// <summary>The options as they are, and combinations of the space drawn at random.</summary>
    private List<TrainingOptions> DrawCandidates()
    {
        TrainingOptions[] combinations = [.. _tuning.Space.Combinations(_options)];
        new Random(unchecked((int)_options.Seed)).Shuffle(combinations);
        return [.. combinations.Prepend(_options with { Objective = _tuning.Space.ObjectivesToTry[0] }).Distinct().Take(_tuning.Candidates)];
    }

    /// <summary>Seconds that a training takes: the second one, because the first compiles the code.</summary>
    private double MeasureTime(TrainingOptions candidate, double tokens, CancellationToken stop)
    {
        using EncodedCorpus learned = EncodePart(tokens, candidate.Corpus with { MinCount = _corpus.Options.MinCount }, stop);
        Train(learned, candidate, stop);
        var watch = Stopwatch.StartNew();
        Train(learned, candidate, stop);
        return Math.Max(0.001, watch.Elapsed.TotalSeconds);
    }

    /// <summary>Tries each candidate on a part of the text that has a word which is frequent enough for it.</summary>
    private void RunTrials(int round, double tokens, IReadOnlyList<TrainingOptions> candidates, List<TuningTrial> trials, CancellationToken stop)
    {
        using EncodedCorpus words = EncodePart(tokens, _corpus.Options, stop);
        using Scorer scorer = NewScorer(words, stop);
        foreach (TrainingOptions candidate in candidates.Where(candidate => candidate.Corpus.MinCount <= words.Vocabulary.Counts[0]))
        {
            using EncodedCorpus learned = EncodePart(tokens, candidate.Corpus, stop);
            var watch = Stopwatch.StartNew();
            double score = scorer.Score(Train(learned, candidate, stop), stop);
            var trial = new TuningTrial(round, learned.Report.TokensRead, candidate, score, watch.Elapsed);
            trials.Add(trial);
            _progress?.Report(trial);
        }
    }

    private EncodedCorpus EncodePart(double tokens, CorpusOptions options, CancellationToken stop) =>
        _sample.Encode(0, _trainedShare * tokens / TrainedTokens, options, stop);

    private static Trainer Train(EncodedCorpus learned, TrainingOptions candidate, CancellationToken stop)
    {
        var trainer = new Trainer(learned, candidate);
        trainer.Run(cancellationToken: stop);
        stop.ThrowIfCancellationRequested();
        return trainer;
    }

    private Scorer NewScorer(EncodedCorpus learned, CancellationToken stop)
    {
        if (_tuning.Evaluation is { } evaluation)
        {
            return new Scorer(evaluation);
        }

        if (!_sample.Pieces(_trainedShare, 1).Any())
        {
            throw new UnusableInputException("The text is too short to hold a part of it out; set an evaluation.");
        }

        using EncodedCorpus heldOut = _sample.Encode(_trainedShare, 1, _corpus.Options with { MinCount = 1 }, stop);
        TrainingOptions pairs = _options with { Objective = _tuning.Space.ObjectivesToTry[0] };
        return new Scorer(HeldOutGain.Count(heldOut, learned, pairs.Pairs with { Sides = 1 }, stop));
    }
}
