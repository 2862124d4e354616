namespace Talpa.Text;

/// <summary>
/// Phrases of all passes by the numbers of their words: a number for each word that is in a phrase, and for each phrase. Read-only.
/// </summary>
internal sealed class PhraseWords
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byCharacters;
    private readonly List<string> _texts = [];
    private readonly Dictionary<int, Phrase> _phrases = [];
    private readonly PhraseTable[] _passes;

    /// <summary>Numbers the words.</summary>
    /// <param name="phrases">The phrases; those of a pass need not be in order.</param>
    public PhraseWords(IReadOnlyList<Phrase> phrases)
    {
        _byCharacters = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        var tables = new SortedDictionary<int, List<(int[] Words, int Joined)>>();
        foreach (Phrase phrase in phrases)
        {
            if (!tables.TryGetValue(phrase.Pass, out List<(int[] Words, int Joined)>? pass))
            {
                tables.Add(phrase.Pass, pass = []);
            }

            int joined = Number(phrase.Text);
            pass.Add(([.. phrase.Words.Select(Number)], joined));
            _ = _phrases.TryAdd(joined, phrase);
        }

        _passes = [.. tables.Values.Select(pass => new PhraseTable(pass))];
    }

    /// <summary>The number of a word; −1 where it is in no phrase.</summary>
    public int NumberOf(ReadOnlySpan<char> word) => _byCharacters.TryGetValue(word, out int number) ? number : -1;

    /// <summary>The word of a number, 0 or more.</summary>
    public string this[int number] => _texts[number];

    /// <summary>The phrase that a number stands for; <c>null</c> where it is a word of the text.</summary>
    public Phrase? PhraseOf(int number) => _phrases.GetValueOrDefault(number);

    /// <summary>Joins the phrases of a sentence in place, pass after pass.</summary>
    /// <param name="numbers">Words' numbers; negative for words that are in no phrase.</param>
    /// <returns>How many numbers are left.</returns>
    public int Join(Span<int> numbers)
    {
        int used = numbers.Length;
        foreach (PhraseTable pass in _passes)
        {
            used = pass.Join(numbers[..used], []);
        }

        return used;
    }

    /// <summary>Joins the phrases of a sentence.</summary>
    /// <param name="words">The words.</param>
    /// <param name="isKept">Whether a phrase is kept; one that is not is divided into its words again. <c>null</c> to keep all.</param>
    public List<string> Join(IReadOnlyList<string> words, Func<string, bool>? isKept = null)
    {
        int[] numbers = new int[words.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            // A negative number leads back to the word.
            numbers[i] = _numbers.TryGetValue(words[i], out int number) ? number : ~i;
        }

        var joined = new List<string>();
        foreach (int number in numbers.AsSpan(0, Join(numbers)))
        {
            Add(number < 0 ? words[~number] : _texts[number], isKept, joined, int.MaxValue);
        }

        return joined;
    }

    /// <summary>Adds a word, or the words of a phrase of an earlier pass than <paramref name="before"/> that is not kept.</summary>
    private void Add(string word, Func<string, bool>? isKept, List<string> joined, int before)
    {
        if (isKept?.Invoke(word) != false || PhraseOf(NumberOf(word)) is not { } phrase || phrase.Pass >= before)
        {
            joined.Add(word);
            return;
        }

        foreach (string part in phrase.Words)
        {
            Add(part, isKept, joined, phrase.Pass);
        }
    }

    private int Number(string word)
    {
        if (!_numbers.TryGetValue(word, out int number))
        {
            number = _texts.Count;
            _numbers.Add(word, number);
            _texts.Add(word);
        }

        return number;
    }
}
