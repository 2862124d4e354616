namespace Talpa.Studio.Common.Messages;

/// <summary>Two models beside each other, sent once when the page connects.</summary>
/// <param name="First">Model A.</param>
/// <param name="Second">Model B.</param>
/// <param name="Words">The number of words that both models have, of a smallest count if one is given.</param>
/// <param name="Cosine">The mean cosine of a word's two vectors after alignment, −1 to 1; <c>null</c> where the models are not aligned because their dimensions differ.</param>
/// <param name="Overlap">The mean share of a word's neighbours that the models have in common, 0 to 1.</param>
/// <param name="OverlapWords">The number of words of which <paramref name="Overlap"/> is the mean: the first ones.</param>
/// <param name="Neighbours">The number of neighbours that are compared.</param>
/// <param name="Movers">The words that differ most, the farthest first.</param>
public sealed record PairInfo(
    PairModel First, PairModel Second, int Words, double? Cosine, double Overlap, int OverlapWords, int Neighbours, IReadOnlyList<PairMover> Movers)
{
    /// <summary>The words with a point, in the order of the positions of both maps.</summary>
    public required IReadOnlyList<DrawnWord> Drawn { get; init; }

    /// <summary>The number of words with a point.</summary>
    public required int DrawnCount { get; init; }

    /// <summary>The axes of both maps range from −Reach to Reach, in lengths of a unit vector.</summary>
    public required double Reach { get; init; }

    /// <summary>Whether the models are aligned, so that both maps have the same axes.</summary>
    public bool IsAligned => Cosine is not null;
}

/// <summary>One of the two models.</summary>
/// <param name="Name">The name of its file.</param>
/// <param name="Words">The number of its words.</param>
/// <param name="Dimension">The length of a vector.</param>
/// <param name="Share">The share of its drawn unit vectors' variance that its map keeps, 0 to 1.</param>
/// <param name="Unit">The length of one step of <paramref name="Positions"/>.</param>
/// <param name="Positions">The points in the order of the drawn words, encoded by <see cref="QuantizedPoints"/>.</param>
public sealed record PairModel(string Name, int Words, int Dimension, double Share, double Unit, byte[] Positions);

/// <summary>A word that differs between the models.</summary>
/// <param name="Word">The word.</param>
/// <param name="Cosine">The cosine of its two vectors after alignment; <c>null</c> without alignment.</param>
/// <param name="Overlap">The share of its neighbours that the models have in common, 0 to 1.</param>
/// <param name="First">Its first neighbours in A.</param>
/// <param name="Second">Its first neighbours in B.</param>
public sealed record PairMover(string Word, double? Cosine, double Overlap, IReadOnlyList<string> First, IReadOnlyList<string> Second);

/// <summary>A word in both models. Its neighbours are searched among the common words, in all dimensions.</summary>
/// <param name="Word">The word.</param>
/// <param name="Cosine">The cosine of its two vectors after alignment; <c>null</c> without alignment.</param>
/// <param name="Overlap">The share of its neighbours that the models have in common, 0 to 1.</param>
/// <param name="First">Its neighbours in A, the nearest first.</param>
/// <param name="Second">Its neighbours in B, the nearest first.</param>
/// <param name="Points">The points of the word and of all these neighbours: some may not be drawn yet.</param>
public sealed record PairWord(
    string Word, double? Cosine, double Overlap, IReadOnlyList<PairNeighbour> First, IReadOnlyList<PairNeighbour> Second, IReadOnlyList<PairPoint> Points)
{
    /// <summary>The number of neighbours that both lists have.</summary>
    public int Shared => First.Count(each => each.IsShared);
}

/// <summary>A neighbour of a word in one of the models.</summary>
/// <param name="Word">The neighbour.</param>
/// <param name="Similarity">Its cosine with the word in this model, −1 to 1.</param>
/// <param name="IsShared">Whether it is a neighbour in the other model too.</param>
public sealed record PairNeighbour(string Word, float Similarity, bool IsShared);

/// <summary>The points of a word on both maps, in lengths of a unit vector.</summary>
/// <param name="Word">The word.</param>
/// <param name="Rank">Its rank by frequency among the common words, from 1.</param>
/// <param name="First">x and y on the map of A.</param>
/// <param name="Second">x and y on the map of B.</param>
public sealed record PairPoint(string Word, int Rank, IReadOnlyList<float> First, IReadOnlyList<float> Second);
