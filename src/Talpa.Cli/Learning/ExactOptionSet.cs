using System.CommandLine;
using Talpa.Cli.Commands;
using Talpa.Cli.Parsing;
using Talpa.CoOccurrence;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>The options of <c>talpa train --objective exact</c>.</summary>
internal sealed class ExactOptionSet
{
    private readonly Option<int?> _sweeps = OptionOf.Integer("--sweeps", "N", "Times to go through all centre words. [30]");
    private readonly Option<double?> _minImprovement = OptionOf.Number("--min-improvement", "X", "End when sweeps lower the loss of a pair by less each. [0: never]");
    private readonly Option<double?> _weightExponent = OptionOf.Number("--weight-exponent", "X", "A centre word weighs as its pairs to this power. [0.75]");
    private readonly Option<WindowWeighting?> _windowWeights = OptionOf.OneOf(
        "--window-weights",
        "Of a context at distance d: 1/d, or as drawn windows come to. [harmonic]",
        [("harmonic", WindowWeighting.Harmonic), ("linear", WindowWeighting.Linear), ("even", WindowWeighting.Even)]);

    private readonly Option<long?> _memoryLimit = OptionOf.Size("--memory-limit", "Memory for the counts; more go to temporary files. [2.1GB]");

    /// <summary>The options as help shows them.</summary>
    public OptionGroup Group => new("With --objective exact", _sweeps, _minImprovement, _weightExponent, _windowWeights, _memoryLimit);

    /// <summary>The options as the library takes them.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="defaults">What holds where nothing was given.</param>
    /// <param name="passes"><c>--epochs</c>, another name for the sweeps.</param>
    /// <param name="learningRate"><c>--learning-rate</c>.</param>
    /// <exception cref="UsageException">Two options disagree.</exception>
    public ExactSoftmaxOptions Read(ParseResult arguments, ExactSoftmaxOptions defaults, int? passes, double? learningRate)
    {
        int? sweeps = arguments.GetValue(_sweeps);
        if (sweeps is not null && passes is not null && sweeps != passes)
        {
            throw new UsageException($"{_sweeps.Name} and --epochs disagree; give one of them");
        }

        return defaults with
        {
            Sweeps = sweeps ?? passes ?? defaults.Sweeps,
            LearningRate = learningRate ?? defaults.LearningRate,
            MinImprovement = arguments.GetValue(_minImprovement) ?? defaults.MinImprovement,
            WeightExponent = arguments.GetValue(_weightExponent) ?? defaults.WeightExponent,
            Weighting = arguments.GetValue(_windowWeights) ?? defaults.Weighting,
            MemoryLimit = arguments.GetValue(_memoryLimit) ?? defaults.MemoryLimit,
        };
    }

    /// <summary>Lines about options that were given and change nothing.</summary>
    public IEnumerable<string> WithoutEffect(ParseResult arguments, TrainingOptions options)
    {
        if (options.Objective != Objective.ExactSoftmax)
        {
            return Group.Options.Where(option => arguments.GetResult(option) is { Implicit: false }).Select(option => $"{option.Name} has no effect: the objective is not exact");
        }

        return options.DynamicWindow || arguments.GetValue(_windowWeights) is null or WindowWeighting.Even
            ? []
            : [$"{_windowWeights.Name} has no effect: with --full-window every context weighs the same"];
    }

    /// <summary>The name of the option for a property of the library's; <c>null</c> where there is none.</summary>
    public string? NameOf(string property) => property switch
    {
        nameof(ExactSoftmaxOptions.Sweeps) => _sweeps.Name,
        nameof(ExactSoftmaxOptions.MinImprovement) => _minImprovement.Name,
        nameof(ExactSoftmaxOptions.WeightExponent) => _weightExponent.Name,
        nameof(ExactSoftmaxOptions.MemoryLimit) => _memoryLimit.Name,
        _ => null,
    };
}
