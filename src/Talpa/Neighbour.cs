namespace Talpa;

/// <summary>A word close to a query.</summary>
/// <param name="Word">The word.</param>
/// <param name="Similarity">Cosine of the angle to the query, −1 to 1 (for an analogy, the value of its objective).</param>
public readonly record struct Neighbour(string Word, float Similarity)
{
    /// <summary>The word and its similarity with three decimals, as in <c>dog 0.912</c>.</summary>
    public override string ToString() => $"{Word} {Similarity:0.000}";
}
