namespace Talpa.Studio.Common.Messages;

/// <summary>
/// A word in the middle of its neighbours. Each one's distance from the middle is its true one; the directions are chosen so that the
/// distances among the neighbours come out as well as they can in a plane.
/// </summary>
/// <param name="Word">The word in the middle.</param>
/// <param name="Places">The neighbours, the nearest first.</param>
/// <param name="Strain">How far the distances among the neighbours are off, as a share of those distances: root mean square.</param>
public sealed record NeighbourMap(string Word, IReadOnlyList<MapPlace> Places, double Strain);
