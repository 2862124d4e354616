using System.Runtime.CompilerServices;
using System.Text;

namespace Talpa.Text;

/// <summary>
/// Chooses the words to keep: by falling count, words of equal count in ordinal order of their UTF-8 bytes, so that the order of reading does not matter.
/// The counts are those of the text or, where a vocabulary was given, its own.
/// </summary>
internal sealed class VocabularySelection
{
    /// <summary>Instead of an id: the word is left out.</summary>
    public const int LeftOut = -1;

    private readonly Vocabulary? _given;

    public VocabularySelection(WordCounter words, CorpusOptions options)
    {
        _given = options.Vocabulary;
        List<Candidate> candidates = Frequent(words, options.MinCount);
        candidates.Sort((a, b) => Compare(words, a, b));
        int kept = Math.Min(candidates.Count, options.MaxVocabulary ?? int.MaxValue);
        BeyondMaxVocabulary = candidates.Count - kept;
        for (int i = kept; i < candidates.Count; i++)
        {
            TokensBeyondMaxVocabulary += TokensOf(words.At(candidates[i].Position));
        }

        int[] numbers = new int[kept];
        string[] names = new string[kept];
        for (int id = 0; id < kept; id++)
        {
            WordCounter.CountedWord word = words.At(candidates[id].Position);
            numbers[id] = word.Number;
            names[id] = Encoding.UTF8.GetString(word.Word);
        }

        FinalIds = new IdsByNumber(words.Numbered, numbers);
        Vocabulary = new Vocabulary(names, candidates.Take(kept).Select(candidate => candidate.Count));
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>For each provisional number the id in the vocabulary, or <see cref="LeftOut"/>.</summary>
    public IdsByNumber FinalIds { get; }

    /// <summary>The count of the most frequent word, kept or not.</summary>
    public long HighestCount { get; private set; }

    public int BelowMinCount { get; private set; }

    public long TokensBelowMinCount { get; private set; }

    public int BeyondMaxVocabulary { get; }

    public long TokensBeyondMaxVocabulary { get; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<Candidate> Frequent(WordCounter words, int minCount)
    {
        var frequent = new List<Candidate>();
        foreach (WordCounter.CountedWord word in words)
        {
            long count = _given is null ? word.Count : _given.Counts[word.Number];
            HighestCount = Math.Max(HighestCount, count);
            if (count >= minCount)
            {
                frequent.Add(new Candidate(count, word.Position));
            }
            else
            {
                BelowMinCount++;
                TokensBelowMinCount += TokensOf(word);
            }
        }

        return frequent;
    }

    /// <summary>The word's tokens in the text: a word of a given vocabulary was counted once before the first of them.</summary>
    private long TokensOf(WordCounter.CountedWord word) => _given is null ? word.Count : word.Count - 1;

    private static int Compare(WordCounter words, Candidate a, Candidate b)
    {
        int byCount = b.Count.CompareTo(a.Count);
        return byCount != 0 ? byCount : words.At(a.Position).Word.SequenceCompareTo(words.At(b.Position).Word);
    }

    private readonly record struct Candidate(long Count, long Position);
}
