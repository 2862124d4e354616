using Talpa.Text;

namespace Talpa;

/// <summary>
/// V words with the ids 0 to V − 1, and how often each occurred in the text where that is known. Immutable, so that any number of threads may use it at once.
/// A vocabulary learned from text is sorted by falling count; one read from a file keeps the order of the file.
/// </summary>
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

    /// <summary>Whether a word is in the vocabulary, as <see cref="TryGetId"/> finds it.</summary>
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
}
