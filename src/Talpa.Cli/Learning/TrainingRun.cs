using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;
using Talpa.Vectors;

namespace Talpa.Cli.Learning;

/// <summary>Carries a training out: reads, reports, trains, saves.</summary>
internal sealed class TrainingRun(TrainingJob job, Terminal terminal, TrainingPage page, TrainingWatch watch)
{
    /// <summary>Does the work. Once the training has begun an interruption ends it in order: what is learned by then is saved.</summary>
    public TrainingOutcome Go()
    {
        terminal.Interrupt.Shield(() => VectorFiles.EnsureWritable(job.Output));
        using EncodedCorpus corpus = Read();
        page.WriteCorpus(corpus.Report);
        page.WriteStart(corpus);
        if (job.SavedVocabulary is { } vocabularyFile)
        {
            corpus.Vocabulary.Save(vocabularyFile);
        }

        TrainingOptions options = job.Options.WithDefaultsFor(corpus, job.Start?.Vectors);
        (long Total, long Vectors) estimate = Trainer.EstimateMemory(corpus, options, job.Start?.Vectors);
        ProcessMemory.Compact();
        long peak = ProcessMemory.PeakWith(estimate.Total, options.Threads);
        page.WriteMemory(estimate.Vectors, peak);
        MemoryCheck.Require(job, options, corpus.Vocabulary, estimate, peak, terminal);
        page.WriteTask(options, corpus);
        if (job.From is not null)
        {
            page.WriteCheckpoint(job.From);
        }

        // From here on there is something to keep.
        CancellationToken interrupted = terminal.Interrupt.Await();
        Trainer trainer = NewTrainer(corpus);
        watch.Begin(trainer);
        TrainingProgress end = Train(trainer, interrupted);
        if (end is { Fraction: 1, Predictions: 0 })
        {
            Notes.Write(terminal, Notes.NothingLearned);
        }

        TrainedModel model = TrainedModel.From(trainer, end, job.Side);
        model.Save(job.Output, new VectorWriteOptions { Format = job.Format });
        RemoveCheckpoints(end);
        watch.End(end, model.Vectors);
        return new TrainingOutcome(model, end, peak, ProcessMemory.Peak(), FileSize.Of(job.Output), job is { Quiet: true, Json: false } ? null : StartOutcome.Of(job, model));
    }

    private Trainer NewTrainer(EncodedCorpus corpus)
    {
        Trainer trainer = job.From is { } checkpoint ? Trainer.Resume(corpus, checkpoint, job.NewLearningRate, job.Start?.Vectors, job.Options.Start?.FrozenWords) : new Trainer(corpus, job.Options, job.Start?.Vectors);
        trainer.Checkpoints = job.Checkpoints;
        return trainer;
    }

    /// <summary>They are no longer needed when the vectors are saved. Those of another training are not touched.</summary>
    private void RemoveCheckpoints(TrainingProgress end)
    {
        if (end.Fraction < 1 || job.Checkpoints is null || (job.From is null && end.LastCheckpoint is null))
        {
            return;
        }

        try
        {
            Checkpoint.Remove(job.Checkpoints.Folder);
        }
        catch (UnwritableFileException fault)
        {
            Notes.Write(terminal, fault.Message);
        }
    }

    private EncodedCorpus Read()
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            return EncodedCorpus.Encode(job.Text, job.Options.Corpus, Reporter<EncodingProgress>(line, TrainingLines.Describe));
        }
        finally
        {
            line.Clear();
        }
    }

    private TrainingProgress Train(Trainer trainer, CancellationToken interrupted)
    {
        var line = new ProgressLine(terminal, TimeProvider.System);
        try
        {
            IProgress<TrainingProgress>? reporter =
                Reporter<TrainingProgress>(line, progress => TrainingLines.Describe(progress, trainer.Options, line, terminal.Unicode));
            return trainer.Run(watch.Beside(new CheckpointFaults(reporter, line, terminal)), interrupted);
        }
        finally
        {
            line.Clear();
        }
    }

    private Reporter<T>? Reporter<T>(ProgressLine line, Func<T, string> describe) =>
        job.Quiet ? null : new Reporter<T>(line, describe);
}
