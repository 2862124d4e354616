using System.Runtime.InteropServices;

namespace Talpa.Text;

/// <summary>The counted words by their numbers, those of a minimum count or more. Valid until a word is counted or the counts are corrected.</summary>
internal sealed class WordTable
{
    private readonly WordCounter _words;
    private readonly IdsByNumber _rows;
    private readonly List<long> _positions = [];
    private readonly List<long> _counts = [];

    /// <summary>Goes through all words.</summary>
    public WordTable(WordCounter words, long minCount)
    {
        _words = words;
        var numbers = new List<int>();
        foreach (WordCounter.CountedWord word in words)
        {
            if (word.Count >= minCount)
            {
                numbers.Add(word.Number);
                _positions.Add(word.Position);
                _counts.Add(word.Count);
            }
        }

        _rows = new IdsByNumber(words.Numbered, CollectionsMarshal.AsSpan(numbers));
    }

    /// <summary>A word's count; 0 where it is below the minimum or was pruned.</summary>
    public long CountOf(int number) => _rows[number] is >= 0 and int row ? _counts[row] : 0;

    /// <summary>Whether the table has a word.</summary>
    public bool Contains(int number) => _rows[number] >= 0;

    /// <summary>A word of the table.</summary>
    public ReadOnlySpan<byte> this[int number] => _words.At(_positions[_rows[number]]).Word;
}
