using Talpa.Comparisons;

namespace Talpa.Cli.Json;

/// <summary>A result for each association test.</summary>
internal sealed record WeatAnswer(IReadOnlyList<WeatAnswer.Result> Tests)
{
    /// <summary>The answer for results.</summary>
    public static WeatAnswer Of(IEnumerable<(AssociationTest Test, AssociationResult Result)> results) => new(
    [
        .. results.Select(one => new Result(
            one.Test.Targets.Name,
            one.Test.OtherTargets.Name,
            one.Test.Attributes.Name,
            one.Test.OtherAttributes.Name,
            double.IsNaN(one.Result.EffectSize) ? null : one.Result.EffectSize,
            double.IsNaN(one.Result.EffectSize) ? null : one.Result.PValue,
            one.Result.Larger,
            one.Result.Partitions,
            one.Result.IsExact,
            one.Result.Unknown,
            one.Result.Targets,
            one.Result.OtherTargets)),
    ]);

    /// <summary>One test. JSON has no NaN: an undefined effect size is <c>null</c>.</summary>
    internal sealed record Result(
        string Targets,
        string OtherTargets,
        string Attributes,
        string OtherAttributes,
        double? EffectSize,
        double? PValue,
        long Larger,
        long Partitions,
        bool IsExact,
        IReadOnlyList<string> Unknown,
        IReadOnlyList<WordAssociation> TargetWords,
        IReadOnlyList<WordAssociation> OtherTargetWords);
}
