using Talpa.Comparisons;

namespace Talpa.Cli.Rendering;

/// <summary>The results of association tests.</summary>
internal static class AssociationPage
{
    /// <summary>Writes a row for each test.</summary>
    public static void WriteTable(Page page, IReadOnlyList<(AssociationTest Test, AssociationResult Result)> results)
    {
        var rows = new Listing("llrrr");
        rows.Head("targets", "attributes", "effect size", "p", "partitions");
        foreach ((AssociationTest test, AssociationResult result) in results)
        {
            rows.Row(
                $"{test.Targets.Name}, {test.OtherTargets.Name}",
                $"{test.Attributes.Name}, {test.OtherAttributes.Name}",
                double.IsNaN(result.EffectSize) ? "-" : Figures.Fixed(result.EffectSize, 3),
                double.IsNaN(result.EffectSize) ? "-" : PValue(result),
                $"{(result.IsExact ? "all " : "")}{Figures.Count(result.Partitions)}");
        }

        rows.WriteTo(page);
    }

    /// <summary>Writes the association of each target word, the strongest with the first attributes first.</summary>
    public static void WriteWords(Page page, AssociationTest test, AssociationResult result)
    {
        page.Prose($"Association of each word: mean cosine with {test.Attributes.Name} less that with {test.OtherAttributes.Name}.");
        double full = result.Targets.Concat(result.OtherTargets).Max(word => Math.Abs(word.Association));
        foreach ((string name, IReadOnlyList<WordAssociation> words) in (ReadOnlySpan<(string, IReadOnlyList<WordAssociation>)>)
            [(test.Targets.Name, result.Targets), (test.OtherTargets.Name, result.OtherTargets)])
        {
            page.Blank();
            page.Heading(name);
            PositionList.Write(page, [.. words.OrderByDescending(word => word.Association).Select(word => (word.Word, word.Association))], full);
        }
    }

    /// <summary>p; where it is small, or no partition is larger, a bound.</summary>
    private static string PValue(AssociationResult result)
    {
        const double Smallest = 0.0001;
        double bound = Math.Max(Smallest, 1.0 / result.Partitions);
        return result.Larger == 0 || result.PValue < Smallest ? $"<{Figures.Fixed(Math.Ceiling(bound * 10_000) / 10_000, 4)}" : Figures.Fixed(result.PValue, 4);
    }
}
