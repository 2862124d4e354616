namespace Talpa.Studio.Common.Messages;

/// <summary>A map that keeps neighbourhoods: words whose vectors are neighbours in all dimensions are near each other.</summary>
/// <param name="Words">The number of words that make the map, the most frequent drawn ones.</param>
/// <param name="Rarer">The number of further words, each at the weighted mean of its nearest words among the first ones.</param>
/// <param name="Seconds">The time of the computation.</param>
/// <param name="Reach">The axes range from −Reach to Reach. They have no meaning.</param>
/// <param name="Unit">The length of one step of <paramref name="Positions"/>.</param>
/// <param name="Positions">The points of the drawn words, encoded by <see cref="QuantizedPoints"/>.</param>
/// <param name="Clusters">The words in groups of similar direction. A rarer word has the group of its nearest word among the first ones, and does not count in the sizes.</param>
public sealed record NeighbourhoodMap(int Words, int Rarer, double Seconds, double Reach, double Unit, byte[] Positions, Clusters Clusters)
{
    /// <summary>The share of a word's ten nearest words that are among the ten nearest points on this map: the mean over the words that make it.</summary>
    public required double Kept { get; init; }

    /// <summary>The same share on the plane of principal components.</summary>
    public required double KeptByPlane { get; init; }

    /// <summary>For each group x and y of its middle.</summary>
    public required IReadOnlyList<IReadOnlyList<float>> Centres { get; init; }
}
