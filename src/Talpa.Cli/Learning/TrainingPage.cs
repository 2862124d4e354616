using System.Globalization;
using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Learning;

/// <summary>The report of a training, a labelled line for each item; empty with --quiet.</summary>
internal sealed class TrainingPage(TrainingJob job, Page page)
{
    /// <summary>The default number of epochs for a long text.</summary>
    private const int MinEpochs = 5;

    private readonly bool _silent = job.Quiet || job.Json;

    /// <summary>What became of the text: nothing is left out in silence.</summary>
    public void WriteCorpus(CorpusReport corpus)
    {
        if (_silent)
        {
            return;
        }

        page.Field("read", $"{job.TextName}: {Sizes(corpus)}{Figures.Count(corpus.TokensRead, "token", "tokens")} in {Figures.Count(corpus.Lines, "line", "lines")}");
        if (job.Options.Corpus.Phrases is not null || job.Options.Corpus.KnownPhrases is not null)
        {
            page.Field("joined", $"{Figures.Count(corpus.Phrases, "phrase", "phrases")}: {Figures.Count(corpus.TokensJoined, "token", "tokens")} joined to the one before");
        }

        page.Field(
            "kept",
            $"{Kept(corpus)}: {Figures.Count(corpus.TokensKept, "token", "tokens")} in {Figures.Count(corpus.Sentences, "sentence", "sentences")}");
        string label = "left out";
        foreach (string line in CorpusLines.LeftOut(corpus, job.Options.Corpus))
        {
            page.Field(label, line);
            label = "";
        }

        foreach ((string name, string line) in CorpusLines.Changed(corpus, job.Options.Corpus))
        {
            page.Field(name, line);
        }
    }

    /// <summary>What the training starts from.</summary>
    public void WriteStart(EncodedCorpus corpus)
    {
        if (_silent || job.Start is not { } start)
        {
            return;
        }

        int shared = start.Vectors.CountShared(corpus.Vocabulary);
        int added = corpus.Vocabulary.Count - shared;
        page.Field("start", start.IsContinued
            ? $"{start.Path}: {Figures.Count(shared, "word", "words")}{Held(job.Options.Start)}{(start.Vectors.HasOutput ? "" : "; it has no output vectors, which start at zero")}"
            : $"{start.Path}: it has {Figures.Count(shared)} of the {Figures.Count(corpus.Vocabulary.Count, "word", "words")}; {Figures.Count(added, "starts", "start")} at random{Held(job.Options.Start)}");
    }

    private static string Held(StartOptions? options) => options switch
    {
        { Freeze: true } => ", whose vectors do not change",
        { FrozenWords: { Count: > 0 and var words } } => $", {Figures.Count(words, "of which does", "of which do")} not change",
        { Anchor: > 0 and var anchor } => string.Create(CultureInfo.InvariantCulture, $", drawn back to their vectors (--anchor {anchor})"),
        _ => "",
    };

    private static string Kept(CorpusReport corpus) => corpus.WordsExtended == 0
        ? $"{Figures.Count(corpus.WordsKept, "word", "words")} of {Figures.Count(corpus.WordsRead)}"
        : $"{Figures.Count(corpus.WordsExtended, "word", "words")} of the model and {Figures.Count(corpus.WordsKept - corpus.WordsExtended, "new one", "new ones")} of {Figures.Count(corpus.WordsRead)} in the text";

    /// <summary>The ranks that train together.</summary>
    public void WriteRanks(Cluster cluster, TrainingOptions options)
    {
        if (_silent)
        {
            return;
        }

        int hosts = cluster.Ranks.Select(rank => rank.Host).Distinct(StringComparer.Ordinal).Count();
        string library = cluster.Library is { } mpi ? $", {mpi.Version}" : "";
        page.Field("ranks", $"{Figures.Count(cluster.Ranks.Count)} on {Figures.Count(hosts, "host", "hosts")}, {Figures.Count(options.Threads, "thread", "threads")} each{library}");
    }

    /// <summary>What the ranks have exchanged.</summary>
    public void WriteTraffic(Cluster cluster)
    {
        if (!_silent && cluster.Ranks.Count > 1)
        {
            page.Field("sent", $"{Figures.Bytes(cluster.BytesSent)} by rank 0, which exchanged and waited for {Figures.Duration(cluster.Waited)}");
        }
    }

    /// <summary>What the process will occupy.</summary>
    public void WriteMemory(long vectors, long peak)
    {
        if (!_silent)
        {
            page.Field("memory", $"about {Figures.Bytes(peak)} for the whole process, of which {Figures.Bytes(vectors)} for the vectors");
        }
    }

    /// <summary>The memory that several ranks take.</summary>
    /// <param name="vectors">The vectors of that rank, in bytes.</param>
    /// <param name="largestPeak">The peak memory of the largest rank, in bytes.</param>
    public void WriteRankMemory(long vectors, long largestPeak)
    {
        if (!_silent)
        {
            page.Field("memory", $"about {Figures.Bytes(largestPeak)} for each rank, of which {Figures.Bytes(vectors)} for the vectors");
        }
    }

    /// <summary>What is about to be learned, and why what was chosen for the text was chosen.</summary>
    /// <param name="options">The options, with what was left to Talpa chosen.</param>
    /// <param name="corpus">The text.</param>
    public void WriteTask(TrainingOptions options, EncodedCorpus corpus)
    {
        if (_silent)
        {
            return;
        }

        string architecture = options.Architecture switch
        {
            Architecture.SkipGram => "skip-gram",
            Architecture.UncorrectedCbow => "uncorrected CBOW",
            _ => "CBOW",
        };
        string passes = options.Objective!.TrainsFromCounts
            ? $"at most {Figures.Count(options.Epochs!.Value, "sweep", "sweeps")}"
            : Figures.Count(options.Epochs!.Value, "epoch", "epochs");
        page.Field(
            "training",
            $"{architecture}, {options.Objective.Description}{Subwords(options.Subwords)}, dimension {options.Dimension}, window {options.Window}, "
            + $"{passes}, {Threads(options)}, seed {options.Seed}");
        WriteChoices(options, corpus);
    }

    private static string Subwords(SubwordOptions? options) =>
        options is null ? "" : $", n-grams of {options.MinLength} to {options.MaxLength} characters in {Figures.Count(options.Buckets, "bucket", "buckets")}";

    private static string Threads(TrainingOptions options) =>
        options.Objective!.TrainsFromCounts ? Figures.Count(options.Threads, "thread", "threads")
        : options.FreeRunning ? $"{Figures.Count(options.Threads, "thread", "threads")} running free"
        : $"{Figures.Count(options.Shards!.Value, "shard", "shards")} on {Figures.Count(Math.Min(options.Threads, options.Shards.Value), "thread", "threads")}";

    /// <summary>What was chosen for the text, and why.</summary>
    private void WriteChoices(TrainingOptions options, EncodedCorpus corpus)
    {
        string label = "chosen";
        foreach (string choice in Choices(options, corpus))
        {
            page.Field(label, choice);
            label = "";
        }
    }

    private IEnumerable<string> Choices(TrainingOptions options, EncodedCorpus corpus)
    {
        string text = $"{Figures.Count(corpus.Report.TokensKept, "token", "tokens")} of {Figures.Count(corpus.Vocabulary.Count, "word", "words")}";
        if (job.Options.Objective is null && options.Objective is ExactSoftmax)
        {
            yield return $"the exact softmax, which gives the better vectors for {text}; --objective negative is quicker";
        }
        else if (job.Options.LeavesObjectiveToText)
        {
            yield return $"negative sampling, because the exact softmax takes long for {text}; --objective exact selects it";
        }

        if (options.Objective is ExactSoftmax { Directional: true } && job.Options.Objective is null or ExactSoftmax { Directional: null })
        {
            yield return "output vectors for both sides of a word, for the better vectors; --directional off takes half the time";
        }

        if (job.Options.Epochs is null && options.Epochs > MinEpochs && !options.Objective!.TrainsFromCounts)
        {
            yield return $"{Figures.Count(options.Epochs.Value, "epoch", "epochs")}, because a short text needs more; --epochs N changes it";
        }
    }

    /// <summary>The checkpoint that a training resumes from.</summary>
    public void WriteCheckpoint(Checkpoint checkpoint)
    {
        if (!_silent)
        {
            page.Field("resumed", $"at {Figures.Percent(checkpoint.Progress.Fraction)} of the work, saved {checkpoint.Saved.LocalDateTime:yyyy-MM-dd HH:mm:ss}");
        }
    }

    /// <summary>What was learned and the file it was saved to.</summary>
    public void WriteOutcome(TrainingOutcome outcome)
    {
        if (_silent)
        {
            return;
        }

        TrainingProgress end = outcome.End;
        bool fromCounts = outcome.Options.Objective!.TrainsFromCounts;
        string share = outcome.Interrupted ? $" ({Figures.Percent(end.Fraction)} of the work)"
            : fromCounts ? $" ({Figures.Count(end.Epoch, "sweep", "sweeps")})"
            : "";

        string value = TrainingLines.Loss(outcome.Loss);
        string prior = outcome.Report.PriorLoss > 0 ? $", {TrainingLines.Loss(outcome.Loss + outcome.Report.PriorLoss)} with the prior" : "";
        string loss = fromCounts ? $"loss {(outcome.Interrupted ? "about " : "")}{value} a pair{prior}" : $"mean loss {value}";
        page.Field(
            outcome.Interrupted ? "stopped" : "trained",
            $"{Figures.Count(end.Tokens)} tokens{share} in {Figures.Duration(end.Elapsed)}: {Figures.Count((long)end.TokensPerSecond)} tokens/s; {loss}");
        page.Field("saved", $"{job.Output} ({Figures.Bytes(outcome.FileBytes)})");
        if (outcome.Start is { } start)
        {
            StartPage.Write(page, start);
        }

        if (outcome.Report.HeldOut is { } heldOut)
        {
            page.Blank();
            page.Line($"{Figures.Percent(((ExactSoftmax)outcome.Options.Objective!).HoldOut)} of the lines were held out; their contexts are predicted so:");
            ContextScorePage.Write(page, heldOut);
            page.Blank();
        }
    }

    /// <summary>What is worth knowing about the vectors, and something to try next.</summary>
    public void WriteNext(TrainingOutcome outcome)
    {
        if (_silent)
        {
            return;
        }

        if (job.IsZoo && ZooPage.Fits(outcome.Vectors.Vocabulary))
        {
            new ZooPage(page).Write(outcome.Vectors);
        }

        string word = job.IsZoo ? ZooPage.NextWord(outcome.Vectors.Vocabulary) : NextWord.Of(outcome.Vectors.Vocabulary);
        page.Field("try", $"talpa nearest {ShellText.Quote(job.Output)} {ShellText.Quote(word)}");
    }

    private static string Sizes(CorpusReport corpus) => corpus.StoredBytes == corpus.TextBytes || corpus.StoredBytes == 0
        ? $"{Figures.Bytes(corpus.TextBytes)}, "
        : $"{Figures.Bytes(corpus.StoredBytes)} ({Figures.Bytes(corpus.TextBytes)} of text), ";
}
