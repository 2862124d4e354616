using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Mpi.Checks;
using Talpa.Mpi.Planning;

namespace Talpa.Cli.Commands;

/// <summary>Whether ranks can work together, and how fast.</summary>
internal sealed class ClusterCheckCommand : TalpaCommand
{
    private const string FullUsage = "talpa cluster check --vocab N --dim N --tokens N";

    private readonly ClusterOptionSet _cluster = new();
    private readonly PlannedTraining _training = new();
    private readonly Option<bool> _json = SharedOptions.Json();

    public ClusterCheckCommand()
        : base("check", "Whether ranks can work together, and how fast.")
    {
        Usage = "[--vocab N --dim N --tokens N]";
        Remarks =
            "Start it by mpirun, srun or another launcher of MPI, as many ranks as there are machines. It shows hosts, MPI library, threads, processors, latency and bandwidth, and refuses "
            + "ranks of different versions or instruction sets. It takes seconds. Without a launcher it shows how to start it. Where a training is stated, it also measures the arithmetic, and shows "
            + "what the training would take and send.";
        Examples = ["mpirun -n 4 talpa cluster check", "mpirun -n 4 talpa cluster check --vocab 200000 --dim 300 --tokens 1e9"];
        AddGroups(new OptionGroup("Options", [.. _cluster.All, _json]), new OptionGroup("A planned training of the exact softmax", _training.All));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        bool isJson = arguments.GetValue(_json);
        ClusterPlanInput? training = _training.IsGiven(arguments) ? _training.Read(arguments, nodes: 1, FullUsage) : null;
        return (ExitCode)ClusterRun.Execute(_cluster.Of(arguments, terminal), cluster =>
        {
            LinkMeasurement? links = cluster.Measure();
            ClusterPlanInput? measured = training is null ? null : MeasuredPlan.Measure(cluster, links, training);
            if (cluster.IsFirst)
            {
                Write(cluster, links, measured, isJson, terminal);
            }

            return (int)ExitCode.Done;
        });
    }

    private static void Write(Cluster cluster, LinkMeasurement? links, ClusterPlanInput? training, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            Answers.Write(terminal, ClusterCheckAnswer.Of(cluster, links, training), Answers.Names.ClusterCheckAnswer);
        }
        else
        {
            var page = new Page(terminal);
            ClusterCheckPage.Write(page, cluster, links);
            if (training is not null)
            {
                page.Blank();
                ClusterPlanPage.Write(page, training, new ClusterPlan(training));
            }
        }

        terminal.Out.Flush();
    }
}
