namespace Talpa.Text;

/// <summary>
/// The words of a sentence as they come, joined to phrases without making strings. A phrase that the vocabulary does not hold is divided into its words
/// again. Owns its buffers; one thread at a time.
/// </summary>
internal sealed class PhraseSentence(PhraseWords phrases, Vocabulary vocabulary)
{
    private char[] _characters = new char[256];
    private int[] _ends = new int[32];
    private int[] _numbers = new int[32];
    private int[] _joined = new int[32];
    private int _words;
    private int _results;

    /// <summary>A word of the joined sentence, valid until the next word is added.</summary>
    public ReadOnlySpan<char> this[int index] => _joined[index] is >= 0 and int number ? phrases[number] : WordAt(~_joined[index]);

    /// <summary>Adds a word.</summary>
    public void Add(ReadOnlySpan<char> word)
    {
        int start = _words == 0 ? 0 : _ends[_words - 1];
        Ensure(ref _characters, start + word.Length);
        Ensure(ref _ends, _words + 1);
        Ensure(ref _numbers, _words + 1);
        word.CopyTo(_characters.AsSpan(start));
        _ends[_words] = start + word.Length;

        // A negative number leads back to the word.
        _numbers[_words] = phrases.NumberOf(word) is >= 0 and int number ? number : ~_words;
        _words++;
    }

    /// <summary>Joins the words that were added.</summary>
    /// <returns>How many words there are then.</returns>
    public int Join()
    {
        int used = phrases.Join(_numbers.AsSpan(0, _words));
        _results = 0;
        foreach (int number in _numbers.AsSpan(0, used))
        {
            AddResult(number, int.MaxValue);
        }

        return _results;
    }

    /// <summary>Begins a new sentence.</summary>
    public void Clear() => _words = 0;

    private void AddResult(int number, int before)
    {
        if (number >= 0 && phrases.PhraseOf(number) is { } phrase && phrase.Pass < before && !vocabulary.TryGetId(phrases[number].AsSpan(), out _))
        {
            foreach (string part in phrase.Words)
            {
                AddResult(phrases.NumberOf(part), phrase.Pass);
            }

            return;
        }

        Ensure(ref _joined, _results + 1);
        _joined[_results++] = number;
    }

    private ReadOnlySpan<char> WordAt(int index) => _characters.AsSpan((index == 0 ? 0 : _ends[index - 1]).._ends[index]);

    private static void Ensure<T>(ref T[] items, int length)
    {
        if (items.Length < length)
        {
            Array.Resize(ref items, Math.Max(length, 2 * items.Length));
        }
    }
}
