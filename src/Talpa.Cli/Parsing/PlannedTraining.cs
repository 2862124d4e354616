using System.CommandLine;
using Talpa.Cli.Rendering;
using Talpa.Mpi.Planning;

namespace Talpa.Cli.Parsing;

/// <summary>The options that state a planned training of the exact softmax.</summary>
internal sealed class PlannedTraining
{
    private const int Max = 1_000_000_000;
    private const int MaxDimension = 10_000;

    private readonly Option<int?> _words = OptionOf.Integer("--vocab", "N", "Words in the vocabulary.");
    private readonly Option<int?> _dimension = OptionOf.Integer("--dim", "N", "Numbers in a vector.");
    private readonly Option<double?> _tokens = OptionOf.Number("--tokens", "N", "Tokens of the text, such as 1e11.");
    private readonly Option<int?> _sweeps = OptionOf.Integer("--sweeps", "N", "Sweeps of the training. [30]");

    /// <summary>All of them.</summary>
    public Option[] All => [_words, _dimension, _tokens, _sweeps];

    /// <summary>Whether any of them is given.</summary>
    public bool IsGiven(ParseResult arguments) => All.Any(option => arguments.GetResult(option) is { Implicit: false });

    /// <summary>The training stated.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="nodes">Machines, each with one rank.</param>
    /// <param name="usage">How the command is used, for the message where something is missing.</param>
    /// <exception cref="UsageException">An option is missing or out of its range.</exception>
    public ClusterPlanInput Read(ParseResult arguments, int nodes, string usage)
    {
        var input = new ClusterPlanInput(Whole(_words, arguments, usage), Whole(_dimension, arguments, usage, MaxDimension), Number(_tokens, null, arguments, usage), nodes);
        return arguments.GetValue(_sweeps) is null ? input : input with { Sweeps = Whole(_sweeps, arguments, usage) };
    }

    /// <summary>A whole number that must be given.</summary>
    /// <exception cref="UsageException">It is missing or out of its range.</exception>
    public static int Whole(Option<int?> option, ParseResult arguments, string usage, int max = Max) => arguments.GetValue(option) is not { } value ? throw Missing(option, usage)
        : value >= 1 && value <= max ? value
        : throw new UsageException($"{option.Name} must be from 1 to {Figures.Count(max)}, not {value}");

    /// <summary>A number that must be given where there is no other value for it.</summary>
    /// <exception cref="UsageException">It is missing or out of its range.</exception>
    public static double Number(Option<double?> option, double? otherwise, ParseResult arguments, string usage) => (arguments.GetValue(option) ?? otherwise) is not { } value ? throw Missing(option, usage)
        : value is > 0 and <= 1e18 ? value
        : throw new UsageException($"{option.Name} must be above 0 and at most 1e18, not {Figures.Shortest(value)}");

    private static UsageException Missing(Option option, string usage) => new($"{option.Name} is missing: {usage}");
}
