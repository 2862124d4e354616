using System.CommandLine;
using Talpa.Comparisons;

namespace Talpa.Cli.Parsing;

/// <summary>The options for aligning two models.</summary>
internal sealed class AlignmentOptionSet
{
    private readonly Option<double?> _weightExponent = OptionOf.Number("--weight-exponent", "P", "Weigh words by their counts to the power of P. [0]");
    private readonly Option<double?> _prior = OptionOf.Number("--prior", "N", "Pull towards equal axes, as strongly as N words. [0]");
    private readonly Option<bool> _center = OptionOf.Flag("--center", "Subtract the mean of the unit vectors first.", "--centre");

    /// <summary>All of them.</summary>
    public OptionGroup Group => new("Alignment", _weightExponent, _prior, _center);

    /// <summary>The options given.</summary>
    /// <exception cref="UsageException">A value is out of its range.</exception>
    public AlignmentOptions Of(ParseResult arguments)
    {
        double exponent = arguments.GetValue(_weightExponent) ?? 0;
        double prior = arguments.GetValue(_prior) ?? 0;
        return exponent is < 0 or > 1 ? throw new UsageException($"{_weightExponent.Name} {exponent} is out of range: 0 to 1")
            : prior < 0 ? throw new UsageException($"{_prior.Name} {prior} is out of range: 0 or more")
            : new AlignmentOptions { WeightExponent = exponent, Prior = prior, Centre = arguments.GetValue(_center) };
    }

    /// <summary>Refuses a model without the counts that the options need.</summary>
    /// <exception cref="UnusableInputException">It has no counts.</exception>
    public void Check(AlignmentOptions options, ComparedModel model) => model.RequireCounts(options.WeightExponent > 0, _weightExponent.Name);
}
