using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Mpi;
using Talpa.Mpi.Text;
using Talpa.Mpi.Training;
using Talpa.Ranks;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>Carries out this rank's part of a training on several ranks: reads its part of the text, trains; rank 0 reports and saves.</summary>
internal sealed class RankedTrainingRun(TrainingJob job, Terminal terminal, TrainingPage page, Cluster cluster)
{
    private readonly IRankGroup _group = cluster.Group;

    private bool IsFirst => _group.Rank == 0;

    /// <summary>Throws where something that was ordered needs one process.</summary>
    /// <exception cref="UsageException">It names the option.</exception>
    public static void RequireSupported(TrainingJob job)
    {
        string? option = job.Watch is not null ? "--watch"
            : job.SavedVocabulary is not null ? "--save-vocab"
            : job.Start is { } start ? (start.IsContinued ? "--from" : "--init")
            : job.NewLearningRate is not null ? "--learning-rate"
            : null;
        if (option is not null)
        {
            throw new UsageException($"{option} is not supported under an MPI launcher; leave it out, or train in one process");
        }
    }

    /// <summary>Does the work. All ranks call it together.</summary>
    /// <returns>What came out, on rank 0; <c>null</c> on the others.</returns>
    public TrainingOutcome? Go()
    {
        if (IsFirst)
        {
            terminal.Interrupt.Shield(() => VectorFiles.EnsureWritable(job.Output));
        }

        RequireSupported(job);
        using EncodedCorpus corpus = Read();
        OnFirst(() => page.WriteCorpus(corpus.Report));
        string fingerprint = RankFingerprint.Of(_group, corpus);
        var trainer = new RankedTrainer(_group, corpus, fingerprint, job.Options with { Threads = Threads() }, job.From) { Checkpoints = job.Checkpoints };
        OnFirst(() => WriteTask(trainer, corpus));
        TrainingProgress end = Train(trainer, terminal.Interrupt.Await());
        TrainedModel? model = trainer.GatherModel(end, job.Side);
        TrainingOutcome? outcome = model is null ? null : Save(model, end);

        // No rank ends before the file is whole.
        _group.Barrier();
        return outcome;
    }

    private void WriteTask(RankedTrainer trainer, EncodedCorpus corpus)
    {
        page.WriteRanks(cluster, trainer.Options);
        page.WriteTask(trainer.Options, corpus);
        if (job.From is not null)
        {
            page.WriteCheckpoint(job.From);
        }
    }

    private TrainingOutcome Save(TrainedModel model, TrainingProgress end)
    {
        model.Save(job.Output, new VectorWriteOptions { Format = job.Format });
        if (end.Fraction >= 1 && job.Checkpoints is { } checkpoints && (job.From is not null || end.LastCheckpoint is not null))
        {
            RankedCheckpoints.Remove(checkpoints.Folder);
        }

        return new TrainingOutcome(model, end, EstimatedPeak: 0, ProcessMemory.Peak(), FileSize.Of(job.Output), Start: null);
    }

    /// <summary>Ranks of one host share its processors.</summary>
    private int Threads()
    {
        string host = cluster.Ranks[_group.Rank].Host;
        int ranksOfHost = cluster.Ranks.Count(rank => rank.Host == host);
        return Math.Clamp(Environment.ProcessorCount / ranksOfHost, 1, job.Options.Threads);
    }

    private EncodedCorpus Read()
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            return RankCorpus.Encode(
                _group, RankText.Shared(_group, job.Text), job.Options.Corpus, Reporter<EncodingProgress>(line, TrainingLines.Describe));
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
            return trainer.Run(IsFirst ? new CheckpointFaults(reporter, line, terminal) : null, interrupted);
        }
        finally
        {
            line.Clear();
        }
    }

    private Reporter<T>? Reporter<T>(ProgressLine line, Func<T, string> describe) => job.Quiet || !IsFirst ? null : new Reporter<T>(line, describe);

    private void OnFirst(Action action)
    {
        if (IsFirst)
        {
            action();
        }
    }
}
