namespace Talpa.Text;

/// <summary>How text becomes a vocabulary and a stream of ids.</summary>
public sealed record CorpusOptions
{
    private const int LongestSentence = 1_000_000;

    /// <summary>What splits text into words. Default: <see cref="Tokenizer.Unicode"/>.</summary>
    public Tokenizer Tokenizer { get; init; } = Tokenizer.Unicode;

    /// <summary>Whether words are lower-cased (invariant culture) before they are counted. Default: no.</summary>
    public bool Lowercase { get; init; }

    /// <summary>Words that occur less often are left out (and counted in the report), 1 or more. Default: 5, as in word2vec.c and gensim.</summary>
    public int MinCount { get; init; } = 5;

    /// <summary>The most words to keep, the most frequent ones, 1 or more; <c>null</c> for no limit.</summary>
    public int? MaxVocabulary { get; init; }

    /// <summary>
    /// The most tokens in a sentence, 1 to 1,000,000. A sentence is a line of text; a longer one is split into several (nothing is cut off). Default: 10,000.
    /// </summary>
    public int MaxSentenceLength { get; init; } = 10_000;

    /// <summary>
    /// Where the temporary file of ids goes when the corpus is not small (more than 4 million tokens): 4 bytes a token. Default: the system's folder for temporary files.
    /// </summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();

    /// <summary>
    /// Threads that encode, 1 or more. With 2 or more a long text is read ahead and its words are counted on threads beside the caller's.
    /// The result does not depend on it. Default: one for each processor.
    /// </summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the option, its value and the range.</exception>
    public void Validate()
    {
        Require(Tokenizer is not null, nameof(Tokenizer), Tokenizer, "a tokenizer");
        Require(MinCount >= 1, nameof(MinCount), MinCount, "1 or more");
        Require(MaxVocabulary is null or >= 1, nameof(MaxVocabulary), MaxVocabulary, "1 or more, or null for no limit");
        Require(MaxSentenceLength is >= 1 and <= LongestSentence, nameof(MaxSentenceLength), MaxSentenceLength, $"1 to {LongestSentence:N0}");
        Require(Threads >= 1, nameof(Threads), Threads, "1 or more");
        Require(!string.IsNullOrEmpty(TemporaryFolder), nameof(TemporaryFolder), TemporaryFolder, "the name of a folder");
    }

    private static void Require(bool holds, string option, object? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(option, value, $"{option} must be {range}.");
        }
    }
}
