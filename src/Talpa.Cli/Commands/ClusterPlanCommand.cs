using System.CommandLine;
using Talpa.Cli.Json;
using Talpa.Cli.Parsing;
using Talpa.Cli.Rendering;
using Talpa.Mpi.Planning;

namespace Talpa.Cli.Commands;

/// <summary>What a training of the exact softmax takes on several nodes.</summary>
internal sealed class ClusterPlanCommand : TalpaCommand
{
    private const double Giga = 1e9;
    private const double BitsPerByte = 8;
    private const string FullUsage = "talpa cluster plan --vocab N --dim N --tokens N --nodes N";

    private static readonly ClusterPlanInput Defaults = new(0, 0, 0, 0);

    private readonly PlannedTraining _training = new();
    private readonly Option<int?> _nodes = OptionOf.Integer("--nodes", "N", "Machines, each with one rank.");
    private readonly Option<double?> _flops = OptionOf.Number("--gflops", "N", "Billions of operations a second of a node, in single precision. [3000]");
    private readonly Option<double?> _network = OptionOf.Number("--network", "GBIT", "Gbit a second that a node can send. [10]");
    private readonly Option<double?> _latency = OptionOf.Number("--latency", "MS", "Milliseconds of an exchange of few bytes: talpa cluster check. [0.2]");
    private readonly Option<double?> _sampling = OptionOf.Number("--sampling-rate", "N", "Words a second of negative sampling, all nodes together. [110e6]");
    private readonly Option<double?> _counting = OptionOf.Number("--counting-rate", "N", "Tokens a second that are counted, all nodes together. [220e6]");
    private readonly Option<bool> _json = SharedOptions.Json();

    public ClusterPlanCommand()
        : base("plan", "What a training takes on several machines.")
    {
        Usage = "--vocab N --dim N --tokens N --nodes N";
        Remarks =
            "The answer comes from formulas (docs/many-machines.md); nothing is measured. Give what your machines reach: operations a second, network, latency. Negative sampling is "
            + "compared at the rate that pWord2Vec published for 32 nodes, counting is assumed to be twice as fast.";
        Examples = ["talpa cluster plan --vocab 1000000 --dim 300 --tokens 1e11 --nodes 64"];
        AddGroups(
            new OptionGroup("Training", _training.All),
            new OptionGroup("Machines", _nodes, _flops, _network, _latency, _sampling, _counting),
            new OptionGroup("Output", _json));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        ClusterPlanInput input = _training.Read(arguments, PlannedTraining.Whole(_nodes, arguments, FullUsage), FullUsage) with
        {
            FlopsPerSecond = Number(_flops, Defaults.FlopsPerSecond / Giga) * Giga,
            BytesPerSecond = Number(_network, Defaults.BytesPerSecond * BitsPerByte / Giga) * Giga / BitsPerByte,
            WaitSeconds = Number(_latency, 1000 * Defaults.WaitSeconds) / 1000,
            SampledWordsPerSecond = Number(_sampling, Defaults.SampledWordsPerSecond),
            CountedTokensPerSecond = Number(_counting, Defaults.CountedTokensPerSecond),
        };
        var plan = new ClusterPlan(input);
        if (arguments.GetValue(_json))
        {
            Answers.Write(terminal, ClusterPlanAnswer.Of(input, plan), Answers.Names.ClusterPlanAnswer);
        }
        else
        {
            ClusterPlanPage.Write(new Page(terminal), input, plan);
        }

        return ExitCode.Done;

        double Number(Option<double?> option, double otherwise) => PlannedTraining.Number(option, otherwise, arguments, FullUsage);
    }
}
