namespace Talpa.Inputs;

/// <summary>
/// The character n-grams of words, each with its bucket. A word is read as &lt;word&gt;, so that a prefix and a suffix differ from the same characters inside,
/// and all n-grams share a table of rows by the hash of their bytes: <c>FNV-1a(n-gram) mod buckets</c>.
/// </summary>
/// <remarks>
/// P. Bojanowski, E. Grave, A. Joulin and T. Mikolov, "Enriching Word Vectors with Subword Information", 2017, section 3.2. The bytes and their order are those of
/// fastText 0.9.2, so that its models are read and written: a character is a UTF-8 lead byte with the continuation bytes behind it, and a boundary mark alone
/// is no n-gram.
/// </remarks>
internal readonly record struct CharacterNgrams
{
    /// <summary>The longest n-gram in characters. fastText has no limit, and no use for n-grams longer than words.</summary>
    public const int LongestLength = 64;

    /// <summary>Sets the lengths and the number of buckets.</summary>
    /// <param name="minLength">Characters of the shortest n-grams, boundary marks included, 0 or more; 0 is the same as 1.</param>
    /// <param name="maxLength">Characters of the longest n-grams, boundary marks included, 1 to <see cref="LongestLength"/>.</param>
    /// <param name="buckets">Number of buckets, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public CharacterNgrams(int minLength, int maxLength, int buckets)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxLength, LongestLength);
        ArgumentOutOfRangeException.ThrowIfLessThan(buckets, 1);
        MinLength = minLength;
        MaxLength = maxLength;
        Buckets = buckets;
    }

    /// <summary>Characters of the shortest n-grams, boundary marks included (fastText's minn).</summary>
    public int MinLength { get; }

    /// <summary>Characters of the longest n-grams, boundary marks included (fastText's maxn).</summary>
    public int MaxLength { get; }

    /// <summary>Number of buckets (fastText's bucket).</summary>
    public int Buckets { get; }

    /// <summary>The bucket of each n-gram of a word, from left to right, the shorter ones first; one that occurs twice comes twice. Allocates nothing.</summary>
    /// <param name="word">The word's bytes in UTF-8, without boundary marks. Other bytes are read as fastText reads them.</param>
    /// <returns>The buckets, 0 to <see cref="Buckets"/> − 1; none for fastText's end of a sentence, &lt;/s&gt;.</returns>
    public NgramBuckets BucketsOf(ReadOnlySpan<byte> word) => new(this, word);
}
