using Talpa.Inputs;

namespace Talpa;

/// <summary>
/// Training with character n-grams: a word's vector is the mean of a row of its own and the rows of its n-grams, so that words with common parts have similar vectors,
/// and words that the text does not have get one too (<see cref="WordVectors.Subwords"/>). A word is read as &lt;word&gt;.
/// </summary>
/// <remarks>
/// P. Bojanowski, E. Grave, A. Joulin and T. Mikolov, "Enriching Word Vectors with Subword Information", 2017. The defaults are those of fastText. Only buckets that the
/// n-grams of the vocabulary fall into take memory.
/// </remarks>
public sealed record SubwordOptions
{
    /// <summary>The largest number of buckets.</summary>
    internal const int MaxBuckets = 1_000_000_000;

    /// <summary>Characters of the shortest n-grams, the marks at both ends of a word included, 1 to 64. Default: 3.</summary>
    public int MinLength { get; init; } = 3;

    /// <summary>Characters of the longest n-grams, the marks at both ends of a word included, <see cref="MinLength"/> to 64. Default: 6.</summary>
    public int MaxLength { get; init; } = 6;

    /// <summary>Number of buckets, 1 to 1,000,000,000: n-grams with the same hash share a bucket and its row. Default: 2,000,000.</summary>
    public int Buckets { get; init; } = 2_000_000;

    /// <summary>The n-grams.</summary>
    internal CharacterNgrams Ngrams => new(MinLength, MaxLength, Buckets);

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        OptionRange.Check(MaxLength, 1, CharacterNgrams.LongestLength);
        OptionRange.Check(MinLength, 1, MaxLength);
        OptionRange.Check(Buckets, 1, MaxBuckets);
    }
}
