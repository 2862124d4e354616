using System.Text.Json.Serialization;
using Talpa.Text;

namespace Talpa;

/// <summary>How text becomes a vocabulary and a stream of ids.</summary>
public sealed record CorpusOptions
{
    private const int LongestSentence = 1_000_000;
    private const int MinDistinctWords = 1_000;

    /// <summary>What splits text into words. Default: <see cref="Tokenizer.Unicode"/>.</summary>
    public Tokenizer Tokenizer { get; init; } = Tokenizer.Unicode;

    /// <summary>
    /// Whether words are lower-cased before they are counted, by the rules of Unicode and no language in particular: Σ at the end of a word becomes ς,
    /// and İ becomes i with a dot above. Default: no.
    /// </summary>
    public bool Lowercase { get; init; }

    /// <summary>
    /// Whether words are brought to their composed form (Unicode's NFC), so that é is the same written as one character or as e with an accent.
    /// <c>null</c> leaves it to the tokenizer: <see cref="Tokenizer.Unicode"/> does it, the others take words unchanged. Default: <c>null</c>.
    /// </summary>
    public bool? NormalizeWords { get; init; }

    /// <summary>
    /// The name of the encoding that the text is in, such as windows-1252, iso-8859-1 or utf-16, or the number of a code page; <c>null</c> for UTF-8.
    /// A byte order mark of UTF-8, UTF-16 or UTF-32 at the start of a file says more than this. Default: <c>null</c>.
    /// </summary>
    public string? Encoding { get; init; }

    /// <summary>Words that occur less often are left out (and counted in the report), 1 or more. Default: 5, as in word2vec.c and gensim.</summary>
    public int MinCount { get; init; } = 5;

    /// <summary>The most words to keep, the most frequent ones, 1 or more; <c>null</c> for no limit. Those of a vocabulary that is extended are kept in any case.</summary>
    public int? MaxVocabulary { get; init; }

    /// <summary>
    /// The words to keep, with counts, such as those of another text (<see cref="Talpa.Vocabulary.Load(string)"/>); <c>null</c> for those of the text itself.
    /// Its counts are used in place of the text's, for <see cref="MinCount"/> and <see cref="MaxVocabulary"/> too. Words of the text are compared with it after
    /// lower-casing and normalizing, and those that it does not hold are left out without being counted, in memory that does not grow with the text.
    /// It is not kept in checkpoints and files of models: a text that is encoded again needs it again. Default: <c>null</c>.
    /// </summary>
    [JsonIgnore]
    public Vocabulary? Vocabulary { get; init; }

    /// <summary>
    /// Whether the text's own words join those of <see cref="Vocabulary"/>: its words are all kept, with their ids; words of the text that it does not hold follow
    /// behind them, by falling count, where they occur <see cref="MinCount"/> times or more; and the counts of both are added up. No effect without
    /// <see cref="Vocabulary"/>, which then need not have counts. Like it, it is not kept in checkpoints and files of models. Default: no.
    /// </summary>
    [JsonIgnore]
    public bool ExtendVocabulary { get; init; }

    /// <summary>
    /// Which words that follow one another are joined to one, such as <c>new york</c> to <c>new_york</c>, before the vocabulary is selected: <see cref="MinCount"/> holds for
    /// what is left of the words and for the phrases. Each pass reads the stored words once more. Not together with <see cref="Vocabulary"/>.
    /// Default (<c>null</c>): none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PhraseOptions? Phrases { get; init; }

    /// <summary>
    /// Phrases that were found before, such as those of a model, to be joined in place of finding others; <c>null</c> for none. Not together with <see cref="Phrases"/> or
    /// a <see cref="Vocabulary"/> that is not extended. They are kept in the files of models, but not in checkpoints: a text that is encoded again needs them again. Default: <c>null</c>.
    /// </summary>
    [JsonIgnore]
    public Phrases? KnownPhrases { get; init; }

    /// <summary>
    /// The most different words to keep in memory while a text is counted, 1,000 or more. When there are more, the rarest so far are pruned as word2vec.c
    /// does it (ReduceVocab): first those that occurred once, the next time those that occurred twice or less, and so on; <see cref="CorpusReport.WordsPruned"/> is
    /// their number. A pruned word that comes again is counted from 1 again. Default: 30 million, about 1.5 GB.
    /// </summary>
    public int MaxDistinctWords { get; init; } = 30_000_000;

    /// <summary>
    /// The most bytes of text that may come out of a byte of compressed data, 1 or more: data that decompresses to more is treated as malicious.
    /// The first 64 MB of text of a file are free. Default: 200; text rarely compresses to less than a tenth.
    /// </summary>
    public int MaxCompressionRatio { get; init; } = 200;

    /// <summary>The most bytes of text that may come out of one compressed file or stream, 1 or more; <c>null</c> for no limit.</summary>
    public long? MaxDecompressedBytes { get; init; }

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

    /// <summary>Whether words are brought to their composed form: <see cref="NormalizeWords"/>, or the default of the tokenizer.</summary>
    internal bool ActualNormalizeWords => NormalizeWords ?? Tokenizer.Normalizes;

    /// <summary>
    /// The encoding that a name stands for, as <see cref="Encoding"/> reads it: one that .NET knows, with the code pages of Windows, DOS and the ISO, in any
    /// case, with or without hyphens or underscores (windows-1252, cp1252, latin-1, iso_8859_1, utf16); <c>null</c> where there is none.
    /// </summary>
    /// <param name="name">The name, or the number of a code page.</param>
    public static System.Text.Encoding? FindEncoding(string name) => TextEncodings.Find(name);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the option, its value and the range.</exception>
    public void Validate()
    {
        Require(Tokenizer is not null, nameof(Tokenizer), Tokenizer, "a tokenizer");
        Require(Encoding is null || TextEncodings.Find(Encoding) is not null, nameof(Encoding), Encoding, "the name of a text encoding such as windows-1252, iso-8859-1 or utf-16");
        Require(MinCount >= 1, nameof(MinCount), MinCount, "1 or more");
        Require(MaxVocabulary is null or >= 1, nameof(MaxVocabulary), MaxVocabulary, "1 or more, or null for no limit");
        Require(Vocabulary is null or { HasCounts: true } || ExtendVocabulary, nameof(Vocabulary), Vocabulary, "a vocabulary with counts, or null for the words of the text");
        Phrases?.Validate();
        Require(Phrases is null || Vocabulary is null, nameof(Phrases), Phrases, "null where a vocabulary is given");
        Require(KnownPhrases is null || Phrases is null && (Vocabulary is null || ExtendVocabulary), nameof(KnownPhrases), KnownPhrases, "null where phrases are to be found or a vocabulary is given that is not extended");
        Require(MaxSentenceLength is >= 1 and <= LongestSentence, nameof(MaxSentenceLength), MaxSentenceLength, $"1 to {LongestSentence:N0}");
        Require(MaxDistinctWords >= MinDistinctWords, nameof(MaxDistinctWords), MaxDistinctWords, $"{MinDistinctWords:N0} or more");
        Require(MaxCompressionRatio >= 1, nameof(MaxCompressionRatio), MaxCompressionRatio, "1 or more");
        Require(MaxDecompressedBytes is null or >= 1, nameof(MaxDecompressedBytes), MaxDecompressedBytes, "1 or more, or null for no limit");
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
