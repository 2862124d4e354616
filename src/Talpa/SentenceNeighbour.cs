namespace Talpa;

/// <summary>A sentence close to a query.</summary>
/// <param name="Index">Its place among the encoded sentences, from 0.</param>
/// <param name="Similarity">Cosine of the angle to the query, −1 to 1; 0 where one of them has no word with a vector.</param>
public readonly record struct SentenceNeighbour(int Index, float Similarity);
