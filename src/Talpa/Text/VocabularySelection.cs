using System.Text;

namespace Talpa.Text;

/// <summary>
/// Chooses the words to keep: by falling count, words of equal count in ordinal order of their UTF-8 bytes, so that the order of reading does not matter.
/// </summary>
internal sealed class VocabularySelection
{
    /// <summary>In <see cref="FinalIds"/>: the word is left out.</summary>
    public const int LeftOut = -1;

    public VocabularySelection(WordCounter words, CorpusOptions options)
    {
        int[] kept = Frequent(words, options.MinCount);
        BelowMinCount = words.Count - kept.Length;
        Array.Sort(kept, (a, b) => Compare(words, a, b));
        int limit = Math.Min(kept.Length, options.MaxVocabulary ?? int.MaxValue);
        BeyondMaxVocabulary = kept.Length - limit;
        TokensBelowMinCount = TotalCount(words) - TotalCount(words, kept);
        TokensBeyondMaxVocabulary = TotalCount(words, kept.AsSpan(limit));

        FinalIds = new int[words.Count];
        Array.Fill(FinalIds, LeftOut);
        var names = new string[limit];
        long[] counts = new long[limit];
        for (int id = 0; id < limit; id++)
        {
            FinalIds[kept[id]] = id;
            names[id] = Encoding.UTF8.GetString(words[kept[id]]);
            counts[id] = words.CountOf(kept[id]);
        }

        Vocabulary = new Vocabulary(names, counts);
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>For each provisional number the id in the vocabulary, or <see cref="LeftOut"/>.</summary>
    public int[] FinalIds { get; }

    public int BelowMinCount { get; }

    public long TokensBelowMinCount { get; }

    public int BeyondMaxVocabulary { get; }

    public long TokensBeyondMaxVocabulary { get; }

    private static int[] Frequent(WordCounter words, int minCount)
    {
        int count = 0;
        for (int number = 0; number < words.Count; number++)
        {
            count += words.CountOf(number) >= minCount ? 1 : 0;
        }

        int[] frequent = new int[count];
        for (int number = 0, at = 0; at < count; number++)
        {
            if (words.CountOf(number) >= minCount)
            {
                frequent[at++] = number;
            }
        }

        return frequent;
    }

    private static int Compare(WordCounter words, int a, int b)
    {
        int byCount = words.CountOf(b).CompareTo(words.CountOf(a));
        return byCount != 0 ? byCount : words[a].SequenceCompareTo(words[b]);
    }

    private static long TotalCount(WordCounter words)
    {
        long total = 0;
        for (int number = 0; number < words.Count; number++)
        {
            total += words.CountOf(number);
        }

        return total;
    }

    private static long TotalCount(WordCounter words, ReadOnlySpan<int> numbers)
    {
        long total = 0;
        foreach (int number in numbers)
        {
            total += words.CountOf(number);
        }

        return total;
    }
}
