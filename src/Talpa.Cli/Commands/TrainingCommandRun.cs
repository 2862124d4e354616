using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Mpi.Binding;
using Talpa.Mpi.Training;

namespace Talpa.Cli.Commands;

/// <summary>What the commands that train have in common: from the job to the exit code.</summary>
internal static class TrainingCommandRun
{
    /// <summary>
    /// Trains, and reports the result in the requested form. Under an MPI launcher this process is one of several that train together. Without one it resumes alone what several began.
    /// </summary>
    /// <param name="order">Reads what to do, with notes to a terminal.</param>
    /// <param name="terminal">Where to report.</param>
    /// <param name="ranks">How several processes start and watch each other.</param>
    public static ExitCode Go(Func<Terminal, TrainingJob> order, Terminal terminal, ClusterOptions ranks)
    {
        if (Launcher.Find() is { Count: not 1 } launcher)
        {
            return GoRanked(order, terminal, ranks, launcher);
        }

        TrainingJob job = order(terminal);
        if (job.From is { } checkpoint && RankedCheckpoints.IsRanked(checkpoint))
        {
            return GoRanked(_ => job, terminal, ranks, launcher: null);
        }

        if (ranks.Library is not null)
        {
            Notes.Write(terminal, "--mpi has no effect: only one process trains");
        }

        return GoAlone(job, terminal);
    }

    private static ExitCode GoAlone(TrainingJob job, Terminal terminal)
    {
        if (job.HasOwnText)
        {
            Notes.Write(terminal, "--own-text has no effect: only one process trains");
        }

        var page = new TrainingPage(job, new Page(terminal));
        using var watch = new TrainingWatch(job, terminal);
        TrainingOutcome outcome = new TrainingRun(job, terminal, page, watch).Go();
        ExitCode code = Report(job, outcome, page, terminal);
        if (code == ExitCode.Done)
        {
            watch.StayOpen();
        }

        return code;
    }

    private static ExitCode GoRanked(Func<Terminal, TrainingJob> order, Terminal terminal, ClusterOptions ranks, Launcher? launcher) =>

        // The threads of a rank follow from the number of ranks on its host, so that no more than its processors are used.
        (ExitCode)ClusterRun.Execute(ranks with { Threads = 1 }, launcher, cluster => (int)GoRanked(order, cluster, cluster.IsFirst ? terminal : Silent(terminal)));

    private static ExitCode GoRanked(Func<Terminal, TrainingJob> order, Cluster cluster, Terminal terminal)
    {
        TrainingJob job = cluster.DoAlike(() => RankedTrainingRun.RequireSupported(order(terminal)));
        cluster.RequireSame(RankedTrainingRun.Describe(job));
        job = RankedTrainingRun.FromWholeCheckpoint(job, terminal, cluster);
        foreach (string warning in cluster.Warnings)
        {
            Notes.Write(terminal, warning);
        }

        var page = new TrainingPage(job, new Page(terminal));
        TrainingOutcome? outcome = new RankedTrainingRun(job, terminal, page, cluster).Go();
        if (outcome is null)
        {
            return ExitCode.Done;
        }

        page.WriteTraffic(cluster);
        return Report(job, outcome, page, terminal);
    }

    /// <summary>The terminal of a rank that does not report.</summary>
    private static Terminal Silent(Terminal terminal) => terminal with { Out = TextWriter.Null, Error = TextWriter.Null, OutIsScreen = false, ErrorIsScreen = false };

    /// <summary>Reports what was learned, and how to resume what was interrupted.</summary>
    private static ExitCode Report(TrainingJob job, TrainingOutcome outcome, TrainingPage page, Terminal terminal)
    {
        page.WriteOutcome(outcome);
        page.WriteNext(outcome);
        if (job.Json)
        {
            Answers.Write(terminal, TrainAnswer.Of(job, outcome), Answers.Names.TrainAnswer);
        }

        return outcome.Interrupted ? ReportInterruption(job, outcome, terminal) : ExitCode.Done;
    }

    private static ExitCode ReportInterruption(TrainingJob job, TrainingOutcome outcome, Terminal terminal)
    {
        string next = job.Checkpoints is { } checkpoints && outcome.End is { LastCheckpoint: not null, CheckpointFault: null }
            ? $"; resume with: talpa resume {SafeText.Escape(ShellText.Quote(checkpoints.Folder))}"
            : "";
        terminal.Error.WriteLine($"talpa: interrupted; what was learned is saved in {SafeText.Escape(job.Output)}{next}");
        return ExitCode.Interrupted;
    }
}
