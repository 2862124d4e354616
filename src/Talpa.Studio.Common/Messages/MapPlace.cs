namespace Talpa.Studio.Common.Messages;

/// <summary>A neighbour's place in a neighbour map.</summary>
/// <param name="Word">The neighbour.</param>
/// <param name="X">Across, from the middle: in distances between vectors of length 1, 0 to 2.</param>
/// <param name="Y">Up, from the middle.</param>
/// <param name="Similarity">Its cosine with the word in the middle.</param>
public sealed record MapPlace(string Word, double X, double Y, float Similarity);
