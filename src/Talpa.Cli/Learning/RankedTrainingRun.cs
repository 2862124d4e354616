using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Mpi;
using Talpa.Mpi.Training;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>Carries out this rank's part of a training on several ranks: reads its part of the text, trains; rank 0 reports and saves.</summary>
internal sealed class RankedTrainingRun(TrainingJob job, Terminal terminal, TrainingPage page, Cluster cluster)
{
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
        RequireSupported(job);
        OnFirst(() => terminal.Interrupt.Shield(() => VectorFiles.EnsureWritable(job.Output)));
        using RankedText text = Read();
        OnFirst(() => page.WriteCorpus(text.Corpus.Report));
        RankedTrainer trainer = text.NewTrainer(job.Options with { Threads = Threads() }, job.From);
        trainer.Checkpoints = job.Checkpoints;
        OnFirst(() => WriteTask(trainer, text.Corpus));
        TrainingProgress end = Train(trainer, terminal.Interrupt.Await());
        TrainedModel? model = trainer.GatherModel(end, job.Side);
        TrainingOutcome? outcome = model is null ? null : Save(model, end);

        // No rank ends before the file is whole.
        cluster.Meet();
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
        int ranksOfHost = cluster.Ranks.Count(rank => rank.Host == cluster.Own.Host);
        return Math.Clamp(Environment.ProcessorCount / ranksOfHost, 1, job.Options.Threads);
    }

    private RankedText Read()
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            return RankedText.Read(cluster, job.Text, job.Options.Corpus, Reporter<EncodingProgress>(line, TrainingLines.Describe));
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
