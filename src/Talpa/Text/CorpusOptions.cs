namespace Talpa.Text;

/// <summary>How text becomes a vocabulary and a stream of ids.</summary>
public sealed record CorpusOptions
{
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

    /// <summary>Where the temporary file of ids goes when the corpus is not small. Default: the system's folder for temporary files.</summary>
    public string TemporaryFolder { get; init; } = Path.GetTempPath();
}
