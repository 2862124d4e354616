using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Mpi;
using Talpa.Mpi.Checks;

namespace Talpa.Cli.Commands;

/// <summary>Whether ranks can work together, and how fast.</summary>
internal sealed class ClusterCheckCommand : TalpaCommand
{
    private readonly ClusterOptionSet _cluster = new();
    private readonly Option<bool> _json = SharedOptions.Json();

    public ClusterCheckCommand()
        : base("check", "Whether ranks can work together, and how fast.")
    {
        Usage = "[--threads N] [--mpi LIBRARY]";
        Remarks =
            "Start it by mpirun, srun or another launcher of MPI, as many ranks as there are machines. It shows hosts, MPI library, threads, processors, latency and bandwidth, and refuses "
            + "ranks of different versions or instruction sets. It takes seconds. Without a launcher it shows how to start it.";
        Examples = ["mpirun -n 4 talpa cluster check", "srun --mpi=pmix -N 4 talpa cluster check --json"];
        AddGroups(new OptionGroup("Options", [.. _cluster.All, _json]));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        bool isJson = arguments.GetValue(_json);
        return (ExitCode)ClusterRun.Execute(_cluster.Of(arguments, terminal), cluster =>
        {
            LinkMeasurement? links = cluster.Measure();
            if (cluster.IsFirst)
            {
                Write(cluster, links, isJson, terminal);
            }

            return (int)ExitCode.Done;
        });
    }

    private static void Write(Cluster cluster, LinkMeasurement? links, bool isJson, Terminal terminal)
    {
        if (isJson)
        {
            Answers.Write(terminal, ClusterCheckAnswer.Of(cluster, links), Answers.Names.ClusterCheckAnswer);
        }
        else
        {
            ClusterCheckPage.Write(new Page(terminal), cluster, links);
        }

        terminal.Out.Flush();
    }
}
