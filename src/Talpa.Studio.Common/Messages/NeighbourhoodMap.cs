namespace Talpa.Studio.Common.Messages;

/// <summary>A map that keeps neighbourhoods: words whose vectors are neighbours in all dimensions are near each other.</summary>
/// <param name="Words">The number of words, the most frequent drawn ones.</param>
/// <param name="Seconds">The time of the computation.</param>
/// <param name="Kept">The share of a word's ten nearest words that are among the ten nearest points on this map: the mean.</param>
/// <param name="KeptByPlane">The same share on the plane of principal components.</param>
/// <param name="Reach">The axes range from −Reach to Reach. They have no meaning.</param>
/// <param name="Unit">The length of one step of <paramref name="Positions"/>.</param>
/// <param name="Positions">The points of the first drawn words, encoded by <see cref="QuantizedPoints"/>.</param>
/// <param name="Clusters">The words in groups of similar direction.</param>
/// <param name="Centres">For each group x and y of its middle.</param>
public sealed record NeighbourhoodMap(
    int Words, double Seconds, double Kept, double KeptByPlane, double Reach, double Unit, byte[] Positions, Clusters Clusters, IReadOnlyList<IReadOnlyList<float>> Centres);
