using System.CommandLine;
using Talpa.Cli.Learning;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Commands;

/// <summary>Resumes a training that was interrupted or killed.</summary>
internal sealed class ResumeCommand : TalpaCommand
{
    private readonly Argument<string> _folder = new("FOLDER");
    private readonly Option<double?> _learningRate = OptionOf.Number("--learning-rate", "X", "Another one at the start of the schedule.", "--alpha", "-alpha", "--lr", "-lr");
    private readonly Option<TimeSpan?> _checkpointEvery = SharedOptions.CheckpointEvery();
    private readonly Option<bool> _overMemory = SharedOptions.OverMemory();
    private readonly Option<bool> _quiet = SharedOptions.Quiet();
    private readonly Option<bool> _json = SharedOptions.Json();
    private readonly WatchOptions _watch = new();
    private readonly ClusterOptionSet _cluster = new();

    public ResumeCommand()
        : base("resume", "Resumes a training that was interrupted.")
    {
        Usage = "FOLDER";
        Remarks =
            "FOLDER is where the training saved its checkpoints: the name of its vectors with .checkpoint behind it. The newest that is whole is taken.\n"
            + "The text is read again and must be the same. It ends with the same bytes as if it had never stopped, unless several threads run free.";
        Examples = ["talpa resume vectors.talpa.checkpoint", "zcat *.gz | talpa resume vectors.talpa.checkpoint"];
        Arguments.Add(_folder);
        AddGroups(new OptionGroup("Options", _learningRate, _checkpointEvery, _quiet, _json, _overMemory), _watch.Group, new OptionGroup("Several processes (mpirun, srun)", _cluster.WithoutThreads));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal) =>
        TrainingCommandRun.Go(own => Order(arguments, own), terminal, _cluster.Of(arguments, terminal));

    private TrainingJob Order(ParseResult arguments, Terminal terminal)
    {
        string folder = arguments.GetValue(_folder)!;
        var checkpoint = Checkpoint.Open(folder);
        foreach (string skipped in checkpoint.Skipped)
        {
            Notes.Write(terminal, $"{skipped.TrimEnd('.')}; the previous checkpoint is used");
        }

        TrainingJob job = JobCheckpoints.JobOf(checkpoint, folder, terminal);
        TimeSpan? every = arguments.GetValue(_checkpointEvery);
        return job with
        {
            NewLearningRate = LearningRate(arguments),
            Checkpoints = every == TimeSpan.Zero ? null : every is { } time ? job.Checkpoints! with { Every = time } : job.Checkpoints,
            Quiet = arguments.GetValue(_quiet),
            Json = arguments.GetValue(_json),
            OverMemory = arguments.GetValue(_overMemory),
            Watch = _watch.Read(arguments),
        };
    }

    private double? LearningRate(ParseResult arguments) => arguments.GetValue(_learningRate) is not { } rate || rate is > 0 and <= 10
        ? arguments.GetValue(_learningRate)
        : throw new UsageException($"{_learningRate.Name} must be above 0 and at most 10, not {rate}");
}
