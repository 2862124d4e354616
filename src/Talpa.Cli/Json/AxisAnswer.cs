using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>Where words are on an axis.</summary>
/// <param name="Pairs">The pairs that the axis is made of.</param>
/// <param name="Positions">The words with the cosine of their vector and the axis, ascending.</param>
internal sealed record AxisAnswer(IReadOnlyList<AxisAnswer.Pair> Pairs, IReadOnlyList<AxisAnswer.Position> Positions)
{
    /// <summary>The answer for positions.</summary>
    public static AxisAnswer Of(IEnumerable<(string First, string Second)> pairs, IEnumerable<Neighbour> positions) =>
        new([.. pairs.Select(pair => new Pair(pair.First, pair.Second))], [.. positions.Select(one => new Position(one.Word, one.Similarity))]);

    /// <summary>A word below 0 and its opposite.</summary>
    internal sealed record Pair(string From, string To);

    /// <summary>A word and where it is, −1 to 1.</summary>
    internal sealed record Position(string Word, float Value);
}
