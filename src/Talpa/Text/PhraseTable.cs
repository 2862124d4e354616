using System.Collections;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// The phrases of one pass as numbers, and how they are joined: from left to right, without looking back, as gensim does it. A phrase begins at the first
/// word that can begin one; where the next word that is no connector does not complete it, that word may begin one. Read-only.
/// </summary>
internal sealed class PhraseTable
{
    private readonly ConnectorSequences _sequences;
    private readonly BitArray _begins;
    private readonly Entry[] _entries;

    /// <summary>Makes the table.</summary>
    /// <param name="phrases">Each phrase's numbers, those of the first word, connectors and last word, all 0 or more, and the number that replaces them.</param>
    public PhraseTable(IReadOnlyList<(int[] Words, int Joined)> phrases)
    {
        _sequences = new ConnectorSequences([.. phrases.SelectMany(phrase => phrase.Words[1..^1]).Distinct()]);
        _begins = new BitArray(phrases.Count == 0 ? 0 : phrases.Max(phrase => phrase.Words[0]) + 1);
        _entries = new Entry[BitOperations.RoundUpToPowerOf2(((uint)phrases.Count * 2) + 1)];
        Array.Fill(_entries, new Entry(0, ConnectorSequences.Unknown, 0, 0));
        for (int i = 0; i < phrases.Count; i++)
        {
            Enter(phrases[i].Words, phrases[i].Joined, i);
        }
    }

    /// <summary>Joins the phrases of sentences in place.</summary>
    /// <param name="numbers">Words' numbers. One that is negative is a word that is in no phrase, or the end of a sentence.</param>
    /// <param name="occurrences">For each phrase, a number to which its occurrences are added; none where they are not counted.</param>
    /// <returns>How many numbers are left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Join(Span<int> numbers, Span<long> occurrences)
    {
        int used = 0;
        int begin = -1;
        int between = ConnectorSequences.Empty;
        foreach (int number in numbers)
        {
            if (begin >= 0)
            {
                int connector = _sequences.IndexOf(number);
                if (connector >= 0)
                {
                    between = _sequences.Next(between, connector);
                    numbers[used++] = number;
                    continue;
                }

                if (number >= 0 && between >= 0 && Find(PairCounts.PairOf(numbers[begin], number), between) is >= 0 and int at)
                {
                    used = begin;
                    numbers[used++] = _entries[at].Joined;
                    begin = -1;
                    if (!occurrences.IsEmpty)
                    {
                        occurrences[_entries[at].Index]++;
                    }

                    continue;
                }
            }

            begin = (uint)number < (uint)_begins.Length && _begins[number] ? used : -1;
            between = ConnectorSequences.Empty;
            numbers[used++] = number;
        }

        return used;
    }

    private void Enter(int[] words, int joined, int index)
    {
        int between = ConnectorSequences.Empty;
        foreach (int connector in words.AsSpan()[1..^1])
        {
            between = _sequences.Extend(between, _sequences.IndexOf(connector));
        }

        if (between == ConnectorSequences.Unknown)
        {
            return;
        }

        ulong pair = PairCounts.PairOf(words[0], words[^1]);
        int at = SlotOf(pair, between);
        while (_entries[at].Between != ConnectorSequences.Unknown)
        {
            at = (at + 1) & (_entries.Length - 1);
        }

        _entries[at] = new Entry(pair, between, joined, index);
        _begins[words[0]] = true;
    }

    private int SlotOf(ulong pair, int between) => (int)(PairShard.HashOf(pair, between) >> 16) & (_entries.Length - 1);

    private int Find(ulong pair, int between)
    {
        for (int at = SlotOf(pair, between); _entries[at].Between != ConnectorSequences.Unknown; at = (at + 1) & (_entries.Length - 1))
        {
            if (_entries[at].Pair == pair && _entries[at].Between == between)
            {
                return at;
            }
        }

        return -1;
    }

    private readonly record struct Entry(ulong Pair, int Between, int Joined, int Index);
}
