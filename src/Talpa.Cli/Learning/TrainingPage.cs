using Talpa.Cli.Rendering;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Learning;

/// <summary>The report of a training, a labelled line for each item; empty with --quiet.</summary>
internal sealed class TrainingPage(TrainingJob job, Page page)
{
    private readonly bool _silent = job.Quiet || job.Json;

    /// <summary>What became of the text: nothing is left out in silence.</summary>
    public void WriteCorpus(CorpusReport corpus)
    {
        if (_silent)
        {
            return;
        }

        page.Field("read", $"{job.TextName}: {Sizes(corpus)}{Figures.Count(corpus.TokensRead, "token", "tokens")} in {Figures.Count(corpus.Lines, "line", "lines")}");
        page.Field(
            "kept",
            $"{Figures.Count(corpus.WordsKept, "word", "words")} of {Figures.Count(corpus.WordsRead)}: {Figures.Count(corpus.TokensKept, "token", "tokens")} in {Figures.Count(corpus.Sentences, "sentence", "sentences")}");
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

    /// <summary>What the process will occupy.</summary>
    public void WriteMemory(long vectors, long peak)
    {
        if (!_silent)
        {
            page.Field("memory", $"about {Figures.Bytes(peak)} for the whole process, of which {Figures.Bytes(vectors)} for the vectors");
        }
    }

    /// <summary>What is about to be learned.</summary>
    public void WriteTask(TrainingOptions options)
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
        string passes = options.Objective.TrainsFromCounts
            ? $"at most {Figures.Count(options.ActualEpochs, "sweep", "sweeps")}"
            : Figures.Count(options.ActualEpochs, "epoch", "epochs");
        page.Field(
            "training",
            $"{architecture}, {options.Objective.Description}, dimension {options.Dimension}, window {options.Window}, "
            + $"{passes}, {Figures.Count(options.Threads, "thread", "threads")}{(options.Deterministic ? ", deterministic" : "")}, seed {options.Seed}");
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
        bool fromCounts = outcome.Options.Objective.TrainsFromCounts;
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
        if (outcome.Report.HeldOut is { } heldOut)
        {
            page.Blank();
            page.Line($"{Figures.Percent(((ExactSoftmax)outcome.Options.Objective).HoldOut)} of the lines were held out; their contexts are predicted so:");
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
