using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Mpi;
using Talpa.Mpi.Training;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Learning;

/// <summary>Carries out this rank's part of a training on several ranks: reads its part of the text, trains; rank 0 reports and saves.</summary>
internal sealed class RankedTrainingRun(TrainingJob job, Terminal terminal, TrainingPage page, Cluster cluster)
{
    /// <summary>Throws where something that was ordered needs a training of one process.</summary>
    /// <returns>The job.</returns>
    /// <exception cref="UsageException">It names the option.</exception>
    /// <exception cref="UnusableInputException">It names the option.</exception>
    public static TrainingJob RequireSupported(TrainingJob job)
    {
        string? option = job.Watch is not null ? "--watch"
            : job.SavedVocabulary is not null ? "--save-vocab"
            : job.Start is { } start ? (start.IsContinued ? "--from" : "--init")
            : job.NewLearningRate is not null ? "--learning-rate"
            : job.HasOwnText && job.IsZoo ? "--own-text without a text"
            : null;
        if (option is not null)
        {
            throw new UsageException($"{option} is not supported in a training of several processes; leave it out, or train in one process");
        }

        RankedTrainer.RequireSupported(job.Options, job.From);
        return job;
    }

    /// <summary>Replaces a checkpoint, a part of which can't be used, by an older one. All ranks call it together.</summary>
    /// <returns>The job.</returns>
    /// <exception cref="UnusableInputException">There is no older one that is whole.</exception>
    public static TrainingJob FromWholeCheckpoint(TrainingJob job, Terminal terminal, Cluster cluster)
    {
        if (job.From is null)
        {
            return job;
        }

        (Checkpoint whole, IReadOnlyList<string> skipped) = RankedCheckpoints.FindWhole(cluster.Group, job.From);
        foreach (string fault in skipped)
        {
            Notes.Write(terminal, $"{fault.TrimEnd('.')}; the previous checkpoint is used");
        }

        return job with { From = whole };
    }

    /// <summary>What must be the same on all ranks.</summary>
    public static string Describe(TrainingJob job) => string.Join(
        '\n', (job.Options with { Threads = 1 }).ToJson(), job.Output, job.Format, job.Side, job.HasOwnText, job.OverMemory, job.Checkpoints?.Every, job.From?.Path, job.From?.Saved);

    /// <summary>Does the work. All ranks call it together.</summary>
    /// <returns>What came out, on rank 0; <c>null</c> on the others.</returns>
    public TrainingOutcome? Go()
    {
        OnFirst(() => terminal.Interrupt.Shield(() => VectorFiles.EnsureWritable(job.Output)));
        using RankedText text = Read();
        OnFirst(() => page.WriteCorpus(text.Corpus.Report));
        if (text.RanksWithoutFiles > 0)
        {
            Notes.Write(terminal, $"{Figures.Count(text.RanksWithoutFiles, "rank has", "ranks have")} no file to read: divide the text into more files, so that all read at once");
        }

        if (job.HasOwnText && text.RanksAlike is (int first, int second))
        {
            Notes.Write(terminal, $"{cluster.Ranks[first].Name} and {cluster.Ranks[second].Name} have read the same sentences; with --own-text the texts of all ranks are added up");
        }

        int threads = Threads();
        (long total, long vectors) = text.EstimateMemory(job.Options with { Threads = threads });
        ProcessMemory.Compact();
        long peak = ProcessMemory.PeakWith(total, threads);
        IReadOnlyList<long> peaks = RankedMemoryCheck.Require(job, cluster, peak, terminal);
        RankedTrainer trainer = text.NewTrainer(job.Options, threads, job.From);
        trainer.Checkpoints = job.Checkpoints;
        OnFirst(() => WriteTask(trainer, text.Corpus, peaks.Max(), vectors));
        TrainingProgress end = Train(trainer, terminal.Interrupt.Await());
        if (end is { Fraction: 1, Predictions: 0 })
        {
            Notes.Write(terminal, Notes.NothingLearned);
        }

        TrainedModel? model = trainer.GatherModel(end, job.Side);
        TrainingOutcome? outcome = model is null ? null : Save(model, end, peak);

        // No rank ends before the file is whole.
        cluster.Meet();
        return outcome;
    }

    private void WriteTask(RankedTrainer trainer, EncodedCorpus corpus, long largestPeak, long vectors)
    {
        page.WriteRanks(cluster, trainer.Options);
        page.WriteRankMemory(vectors, largestPeak);
        page.WriteTask(trainer.Options, corpus);
        if (job.From is not null)
        {
            page.WriteCheckpoint(job.From);
        }
    }

    private TrainingOutcome Save(TrainedModel model, TrainingProgress end, long estimatedPeak)
    {
        model.Save(job.Output, new VectorWriteOptions { Format = job.Format });
        RemoveCheckpoints(end);
        return new TrainingOutcome(model, end, estimatedPeak, ProcessMemory.Peak(), FileSize.Of(job.Output), Start: null);
    }

    /// <summary>They are no longer needed when the vectors are saved. Those of another training are not touched.</summary>
    private void RemoveCheckpoints(TrainingProgress end)
    {
        if (end.Fraction < 1 || job.Checkpoints is not { } checkpoints || (job.From is null && end.LastCheckpoint is null))
        {
            return;
        }

        try
        {
            RankedCheckpoints.Remove(checkpoints.Folder);
        }
        catch (UnwritableFileException fault)
        {
            Notes.Write(terminal, fault.Message);
        }
    }

    /// <summary>Ranks of one host share its processors, if the launcher has not bound each to its own.</summary>
    private int Threads()
    {
        int ranksOfHost = cluster.Ranks.Count(rank => rank.Host == cluster.Own.Host);
        int share = Math.Max(1, cluster.Own.HostProcessors / ranksOfHost);
        if (cluster.Own.Processors < Math.Min(share, job.Options.Threads))
        {
            Notes.Write(terminal, $"rank 0 may use {cluster.Own.Processors} of the host's {Figures.Count(cluster.Own.HostProcessors, "processor", "processors")} and trains with as many threads: --bind-to none (mpirun) frees the others");
        }

        return Math.Clamp(Math.Min(cluster.Own.Processors, share), 1, job.Options.Threads);
    }

    private RankedText Read()
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            return RankedText.Read(cluster, job.Text, job.HasOwnText, job.Options.Corpus, Reporter<EncodingProgress>(line, TrainingLines.Describe));
        }
        finally
        {
            line.Clear();
        }
    }

    private TrainingProgress Train(RankedTrainer trainer, CancellationToken interrupted)
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            Reporter<TrainingProgress>? reporter =
                Reporter<TrainingProgress>(line, progress => TrainingLines.Describe(progress, trainer.Options, line, terminal.Unicode));
            return trainer.Run(cluster.IsFirst ? new CheckpointFaults(reporter, line, terminal) : null, interrupted);
        }
        finally
        {
            line.Clear();
        }
    }

    private Reporter<T>? Reporter<T>(ProgressLine line, Func<T, string> describe) => job.Quiet || !cluster.IsFirst ? null : new Reporter<T>(line, describe);

    private void OnFirst(Action action)
    {
        if (cluster.IsFirst)
        {
            action();
        }
    }
}
