using System.Collections;
using System.Text;

namespace Talpa.Text;

/// <summary>
/// Words and pairs that are the same word when the pairs are joined: new_york and city, new and york_city, the word new_york_city of the text. Like gensim,
/// whose pairs are keyed by their joined form, they share one count, the sum. There are none unless a word holds a part of the delimiter.
/// </summary>
internal sealed class SameSpellings
{
    /// <summary>A form with more delimiters is not compared with others: a row of underscores can be divided in too many ways.</summary>
    private const int MaxDelimiters = 16;

    private readonly WordCounter _words;
    private readonly PairCounts _pairs;
    private readonly ConnectorSequences _sequences;
    private readonly byte[] _delimiter;
    private readonly Dictionary<int, long> _wordCounts = [];
    private readonly Dictionary<(ulong Pair, int Between), long> _pairCounts = [];
    private readonly List<(int Word, int First, int Between, int Last, long Count)> _members = [];

    /// <summary>Looks for them.</summary>
    public SameSpellings(WordCounter words, PairCounts pairs, ConnectorSequences sequences, string delimiter)
    {
        _words = words;
        _pairs = pairs;
        _sequences = sequences;
        _delimiter = Encoding.UTF8.GetBytes(delimiter);
        BitArray suspects = Suspects(out bool any);
        if (any)
        {
            AddWords(suspects);
            AddPairs(suspects);
        }
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _wordCounts.Count + _pairCounts.Count == 0;

    /// <summary>How many words and pairs there would be less if each form was one.</summary>
    public long Duplicates { get; private set; }

    /// <summary>The count of a word, given that of the word alone.</summary>
    public long CountOf(int word, long count) => IsEmpty ? count : _wordCounts.GetValueOrDefault(word, count);

    /// <summary>The count of a pair, given that of the pair alone.</summary>
    public long CountOf(in PairShard.Slot pair) => IsEmpty ? pair.Count : _pairCounts.GetValueOrDefault((pair.Pair, pair.Between), pair.Count);

    /// <summary>The words that hold a byte of the delimiter; only with one of them can a form be read in two ways.</summary>
    private BitArray Suspects(out bool any)
    {
        var suspects = new BitArray(_words.Numbered);
        any = false;
        foreach (WordCounter.CountedWord word in _words)
        {
            if (word.Word.ContainsAny(_delimiter) && _sequences.IndexOf(word.Number) < 0)
            {
                suspects[word.Number] = any = true;
            }
        }

        return suspects;
    }

    private void AddWords(BitArray suspects)
    {
        foreach (WordCounter.CountedWord word in _words)
        {
            if (suspects[word.Number] && !_wordCounts.ContainsKey(word.Number))
            {
                Add(word.Word);
            }
        }
    }

    private void AddPairs(BitArray suspects)
    {
        var table = new WordTable(_words, 1);
        byte[] form = [];
        foreach (PairShard shard in _pairs.Shards)
        {
            foreach (ref readonly PairShard.Slot slot in shard.Slots)
            {
                if (slot.Count > 0
                    && (suspects[slot.First] || suspects[slot.Last])
                    && table.Contains(slot.First)
                    && table.Contains(slot.Last)
                    && !_pairCounts.ContainsKey((slot.Pair, slot.Between)))
                {
                    Add(Join(slot, table, ref form));
                }
            }
        }
    }

    private ReadOnlySpan<byte> Join(in PairShard.Slot slot, WordTable table, ref byte[] form)
    {
        int used = 0;
        int[] between = _sequences.NumbersOf(slot.Between);
        Append(table[slot.First], ref form, ref used);
        foreach (int connector in between)
        {
            Append(_delimiter, ref form, ref used);
            Append(table[connector], ref form, ref used);
        }

        Append(_delimiter, ref form, ref used);
        Append(table[slot.Last], ref form, ref used);
        return form.AsSpan(0, used);
    }

    private static void Append(ReadOnlySpan<byte> part, ref byte[] form, ref int used)
    {
        if (form.Length < used + part.Length)
        {
            Array.Resize(ref form, 2 * (used + part.Length));
        }

        part.CopyTo(form.AsSpan(used));
        used += part.Length;
    }

    /// <summary>Finds all words and pairs of one form and sums their counts where there are two or more.</summary>
    private void Add(ReadOnlySpan<byte> form)
    {
        Span<int> delimiters = stackalloc int[MaxDelimiters];
        int count = 0;
        for (int at = 1; at < form.Length - _delimiter.Length; at++)
        {
            if (form[at..].StartsWith(_delimiter))
            {
                if (count == MaxDelimiters)
                {
                    return;
                }

                delimiters[count++] = at;
            }
        }

        _members.Clear();
        if (_words.NumberOfWord(form) is >= 0 and int word && _sequences.IndexOf(word) < 0)
        {
            _members.Add((word, 0, 0, 0, _words.CountOfWord(form)));
        }

        FindPairs(form, delimiters[..count]);
        if (_members.Count > 1)
        {
            ShareCount();
        }
    }

    private void FindPairs(ReadOnlySpan<byte> form, ReadOnlySpan<int> delimiters)
    {
        for (int i = 0; i < delimiters.Length; i++)
        {
            int first = _words.NumberOfWord(form[..delimiters[i]]);
            if (first < 0 || _sequences.IndexOf(first) >= 0)
            {
                continue;
            }

            for (int j = i; j < delimiters.Length; j++)
            {
                int between = i == j ? ConnectorSequences.Empty : SequenceOf(form, delimiters[i] + _delimiter.Length, delimiters[j]);
                int last = between < 0 ? -1 : _words.NumberOfWord(form[(delimiters[j] + _delimiter.Length)..]);
                if (last >= 0 && _sequences.IndexOf(last) < 0 && _pairs.CountOf(first, between, last) is > 0 and long count)
                {
                    _members.Add((-1, first, between, last, count));
                }
            }
        }
    }

    /// <summary>The sequence of connectors that a part of a form is; <see cref="ConnectorSequences.Unknown"/> where it is none.</summary>
    private int SequenceOf(ReadOnlySpan<byte> form, int start, int end)
    {
        int between = start < end ? ConnectorSequences.Empty : ConnectorSequences.Unknown;

        // A part that ends in a delimiter has an empty connector behind it, and none is empty: the__e is "the" and "_e", but not "the" and "e".
        while (between >= 0 && start <= end)
        {
            int length = form[start..end].IndexOf(_delimiter);
            length = length < 0 ? end - start : length;
            int connector = length == 0 ? -1 : _sequences.IndexOf(_words.NumberOfWord(form.Slice(start, length)));
            between = connector < 0 ? ConnectorSequences.Unknown : _sequences.Next(between, connector);
            start += length + _delimiter.Length;
        }

        return between;
    }

    private void ShareCount()
    {
        long sum = _members.Sum(member => member.Count);
        Duplicates += _members.Count - 1;
        foreach ((int word, int first, int between, int last, _) in _members)
        {
            if (word >= 0)
            {
                _wordCounts[word] = sum;
            }
            else
            {
                _pairCounts[(PairCounts.PairOf(first, last), between)] = sum;
            }
        }
    }
}
