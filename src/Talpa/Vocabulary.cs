using System.Text;
using Talpa.Storage;
using Talpa.Text;

namespace Talpa;

/// <summary>
/// V words with the ids 0 to V − 1, and how often each occurred in the text where that is known. Immutable, so that any number of threads may use it at once.
/// A vocabulary learned from text is sorted by falling count; one read from a file keeps the order of the file.
/// </summary>
/// <example>
/// <code>
/// var vocabulary = new Vocabulary(["the", "mole", "zoo"], [120, 7, 5]);
/// if (vocabulary.TryGetId("mole", out int id))
/// {
///     Console.WriteLine($"id {id}, {vocabulary.Counts[id]} of {vocabulary.TotalCount} tokens");
/// }
/// </code>
/// </example>
public sealed class Vocabulary
{
    private readonly string[] _words;
    private readonly long[] _counts;
    private readonly Dictionary<string, int> _ids;

    /// <summary>Creates a vocabulary.</summary>
    /// <param name="words">V words in id order, all different (compared ordinally). They are copied.</param>
    /// <param name="counts">How often each word occurred: V numbers in the same order, 0 or more; <c>null</c> when not known. They are copied.</param>
    /// <exception cref="ArgumentException">A word is <c>null</c> or occurs twice, a count is negative, or there are not as many counts as words.</exception>
    public Vocabulary(IEnumerable<string> words, IEnumerable<long>? counts = null)
    {
        ArgumentNullException.ThrowIfNull(words);
        _words = [.. words];
        _counts = counts is null ? [] : [.. counts];
        if (counts is not null && _counts.Length != _words.Length)
        {
            throw new ArgumentException($"There are {_words.Length} words, but {_counts.Length} counts.", nameof(counts));
        }

        _ids = new Dictionary<string, int>(_words.Length, StringComparer.Ordinal);
        for (int id = 0; id < _words.Length; id++)
        {
            if (_words[id] is null)
            {
                throw new ArgumentException($"Word {id} is null.", nameof(words));
            }

            if (!_ids.TryAdd(_words[id], id))
            {
                throw new ArgumentException($"The word {Quoted.Text(_words[id])} occurs twice.", nameof(words));
            }
        }

        HasCounts = counts is not null;
        foreach (long count in _counts)
        {
            if (count < 0)
            {
                throw new ArgumentException($"A count is negative: {count}.", nameof(counts));
            }

            TotalCount += count;
        }
    }

    /// <summary>Takes words that are known to be different, with the table of their ids: nothing is copied or checked.</summary>
    /// <param name="words">V words in id order.</param>
    /// <param name="counts">How often each occurred, 0 or more; <c>null</c> when not known.</param>
    /// <param name="ids">The id of each word, compared ordinally. It belongs to the vocabulary from here on.</param>
    internal Vocabulary(string[] words, long[]? counts, Dictionary<string, int> ids)
    {
        _words = words;
        _counts = counts ?? [];
        _ids = ids;
        HasCounts = counts is not null;
        foreach (long count in _counts)
        {
            TotalCount += count;
        }
    }

    /// <summary>Number of words, V.</summary>
    public int Count => _words.Length;

    /// <summary>The V words in id order.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>Whether it is known how often each word occurred.</summary>
    public bool HasCounts { get; }

    /// <summary>How often each word occurred: V numbers in id order, 0 or more; empty when not known.</summary>
    public ReadOnlySpan<long> Counts => _counts;

    /// <summary>The sum of all counts, which is the number of the text's tokens that are in the vocabulary; 0 when not known.</summary>
    public long TotalCount { get; }

    /// <summary>The word with an id.</summary>
    /// <param name="id">0 to <see cref="Count"/> − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public string this[int id] =>
        (uint)id < (uint)_words.Length
            ? _words[id]
            : throw new ArgumentOutOfRangeException(nameof(id), id, $"The vocabulary has the ids 0 to {_words.Length - 1}.");

    /// <summary>Whether a word is in the vocabulary, as <see cref="TryGetId(string, out int)"/> finds it.</summary>
    public bool Contains(string word) => TryGetId(word, out _);

    /// <summary>
    /// Finds a word's id. Where the exact word is not known, its spellings with the same meaning are looked for: accents composed or decomposed,
    /// and invisible characters such as soft hyphens left out.
    /// </summary>
    /// <param name="word">The word. Case counts.</param>
    /// <param name="id">Its id, 0 to <see cref="Count"/> − 1; −1 when the word is not in the vocabulary.</param>
    /// <returns>Whether the word is in the vocabulary.</returns>
    public bool TryGetId(string word, out int id)
    {
        if (_ids.TryGetValue(word, out id))
        {
            return true;
        }

        if (Ascii.IsValid(word))
        {
            // It has no other spelling. Nothing is allocated.
            id = -1;
            return false;
        }

        foreach (string variant in SpellingVariants.Of(word))
        {
            if (_ids.TryGetValue(variant, out id))
            {
                return true;
            }
        }

        id = -1;
        return false;
    }

    /// <summary>Finds a word's id, as <see cref="TryGetId(string, out int)"/> does. Allocates nothing where the exact word is known, or is ASCII.</summary>
    internal bool TryGetId(ReadOnlySpan<char> word, out int id)
    {
        if (_ids.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out id))
        {
            return true;
        }

        id = -1;
        return !Ascii.IsValid(word) && TryGetId(word.ToString(), out id);
    }

    /// <summary>
    /// Loads a vocabulary in the form of word2vec.c: a word, a space and its count a line. A first line for &lt;/s&gt;, which stands there for the end of a
    /// line of text, is left out. Words may hold spaces: the last one of a line divides it.
    /// </summary>
    /// <param name="path">The file in UTF-8, plain or compressed with gzip or zstd; 30 million words at most.</param>
    /// <returns>The words in the order of the file, with their counts.</returns>
    /// <exception cref="UnusableInputException">There is no such file, or a line has another form or a word twice; the message has its number.</exception>
    public static Vocabulary Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return SystemFault.Guard(path, () => VocabularyFile.Read(SequentialFile.Open(path), path));
    }

    /// <summary>Loads a vocabulary in the form of word2vec.c from a stream, from where it stands. It need not be able to seek, and is left open.</summary>
    /// <param name="stream">UTF-8, plain or compressed with gzip or zstd; 30 million words at most.</param>
    /// <returns>The words in the order of the stream, with their counts.</returns>
    /// <exception cref="UnusableInputException">A line has another form or a word twice; the message has its number.</exception>
    public static Vocabulary Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return VocabularyFile.Read(new UnownedStream(stream), "the vocabulary");
    }

    /// <summary>
    /// Saves the words and their counts in the form of word2vec.c: a word, a space and its count a line, behind a first line for &lt;/s&gt;, which word2vec.c
    /// needs there; it is never a word in such a file. The file appears whole or not at all. A name that ends in .gz or .zst makes a compressed file.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="ArgumentException">The vocabulary has no counts, or a word that is empty, has a line break or is longer than 16,000 bytes.</exception>
    /// <exception cref="UnwritableFileException">The folder is missing, full or may not be written to.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, stream => Compressions.Write(stream, Compressions.OfFileName(path), target => VocabularyFile.Write(target, this)));
    }

    /// <summary>Saves the words and their counts to a stream, uncompressed, as <see cref="Save(string)"/> does. It is left open.</summary>
    /// <param name="stream">The stream; it need not be able to seek.</param>
    /// <exception cref="ArgumentException">The vocabulary has no counts, or a word that is empty, has a line break or is longer than 16,000 bytes.</exception>
    /// <exception cref="IOException">The stream can't be written to.</exception>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        VocabularyFile.Write(stream, this);
    }
}
