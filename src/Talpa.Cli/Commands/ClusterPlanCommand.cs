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
    private const int Most = 1_000_000_000;

    private static readonly ClusterPlanInput Defaults = new(0, 0, 0, 0);

    private readonly Option<int?> _words = OptionOf.Integer("--vocab", "N", "Words in the vocabulary.");
    private readonly Option<int?> _dimension = OptionOf.Integer("--dim", "N", "Numbers in a vector.");
    private readonly Option<double?> _tokens = OptionOf.Number("--tokens", "N", "Tokens of the text, such as 1e11.");
    private readonly Option<int?> _nodes = OptionOf.Integer("--nodes", "N", "Machines, each with one rank.");
    private readonly Option<double?> _flops = OptionOf.Number("--gflops", "N", "Billions of operations a second of a node, in single precision. [3000]");
    private readonly Option<double?> _network = OptionOf.Number("--network", "GBIT", "Gbit a second that a node can send. [10]");
    private readonly Option<double?> _latency = OptionOf.Number("--latency", "MS", "Milliseconds of an exchange of few bytes: talpa cluster check. [0.2]");
    private readonly Option<int?> _sweeps = OptionOf.Integer("--sweeps", "N", "Sweeps of the training. [30]");
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
            new OptionGroup("Training", _words, _dimension, _tokens, _sweeps),
            new OptionGroup("Machines", _nodes, _flops, _network, _latency, _sampling, _counting),
            new OptionGroup("Output", _json));
    }

    public override ExitCode Execute(ParseResult arguments, Terminal terminal)
    {
        var input = new ClusterPlanInput(Whole(_words), Whole(_dimension), Number(_tokens, null), Whole(_nodes))
        {
            FlopsPerSecond = Number(_flops, Defaults.FlopsPerSecond / Giga) * Giga,
            BytesPerSecond = Number(_network, Defaults.BytesPerSecond * BitsPerByte / Giga) * Giga / BitsPerByte,
            WaitSeconds = Number(_latency, 1000 * Defaults.WaitSeconds) / 1000,
            Sweeps = arguments.GetValue(_sweeps) is null ? Defaults.Sweeps : Whole(_sweeps),
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

        int Whole(Option<int?> option) => arguments.GetValue(option) is not { } value ? throw Missing(option)
            : value is >= 1 and <= Most ? value
            : throw new UsageException($"{option.Name} must be from 1 to {Figures.Count(Most)}, not {value}");

        double Number(Option<double?> option, double? otherwise) => (arguments.GetValue(option) ?? otherwise) is not { } value ? throw Missing(option)
            : value is > 0 and <= 1e18 ? value
            : throw new UsageException($"{option.Name} must be above 0 and at most 1e18, not {Figures.Shortest(value)}");
    }

    private static UsageException Missing(Option option) => new($"{option.Name} is missing: talpa cluster plan --vocab N --dim N --tokens N --nodes N");
}
