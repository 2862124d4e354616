using Talpa.Studio.Common.Messages;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Pairs;

/// <summary>The texts of the page of two models.</summary>
public static class PairText
{
    private const int Named = 3;

    /// <summary>Describes the models.</summary>
    public static string Opened(PairInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return $"{info.First.Name} and {info.Second.Name} have {Words(info.Words)} in common.";
    }

    /// <summary>Describes a word in both models.</summary>
    public static string Found(PairWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        string cosine = word.Cosine is { } value ? $"cosine {Numbers.Write(value)}, " : string.Empty;
        return $"{word.Word}: {cosine}{Shared(word)} in common. In A near {First(word.First)}; in B near {First(word.Second)}.";
    }

    /// <summary>Counts the neighbours that both lists have.</summary>
    public static string Shared(PairWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return $"{word.Shared} of {Math.Max(word.First.Count, word.Second.Count)} neighbours";
    }

    /// <summary>Describes what a map shows.</summary>
    /// <param name="info">The models.</param>
    /// <param name="isSecond">Whether it is the map of B.</param>
    public static string Plane(PairInfo info, bool isSecond)
    {
        ArgumentNullException.ThrowIfNull(info);
        string share = (isSecond ? info.Second : info.First).Share.ToString("0.0 %");
        return (isSecond, info.IsAligned) switch
        {
            (false, _) => $"The plane of A's first two principal components; it keeps {share} of the variance of the drawn unit vectors.",
            (true, true) => $"The same plane, B rotated onto A; it keeps {share} of B's variance.",
            (true, false) => $"B's own plane, turned to match the map of A; it keeps {share} of the variance.",
        };
    }

    /// <summary>Says what limits the comparison; empty for nothing.</summary>
    public static string Limits(PairInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return !info.IsAligned ? $"A has {info.First.Dimension:N0} dimensions and B has {info.Second.Dimension:N0}, so B can't be rotated onto A: there are no cosines, and only the neighbours are compared."
            : info.Words < info.First.Dimension ? $"The models have fewer words in common than dimensions ({info.First.Dimension:N0}): a rotation fits so few words whether they are alike or not."
            : string.Empty;
    }

    /// <summary>Counts words.</summary>
    public static string Words(int count) => count == 1 ? "1 word" : $"{count:N0} words";

    private static string First(IReadOnlyList<PairNeighbour> neighbours) => string.Join(", ", neighbours.Take(Named).Select(each => each.Word));
}
