using Talpa.Cli.Json;
using Talpa.Cli.Learning;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Commands;

/// <summary>What the commands that train have in common: from the job to the exit code.</summary>
internal static class TrainingCommandRun
{
    /// <summary>Trains, and reports the result in the requested form.</summary>
    public static ExitCode Go(TrainingJob job, Terminal terminal)
    {
        var page = new TrainingPage(job, new Page(terminal));
        using var watch = new TrainingWatch(job, terminal);
        TrainingOutcome outcome = new TrainingRun(job, terminal, page, watch).Go();
        page.WriteOutcome(outcome);
        page.WriteNext(outcome);
        if (job.Json)
        {
            Answers.Write(terminal, TrainAnswer.Of(job, outcome), Answers.Names.TrainAnswer);
        }

        if (outcome.Interrupted)
        {
            return ReportInterruption(job, outcome, terminal);
        }

        watch.StayOpen();
        return ExitCode.Done;
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
