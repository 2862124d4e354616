using System.Runtime.CompilerServices;
using System.Text;

namespace Talpa.Text;

/// <summary>
/// Chooses the words to keep: by falling count, words of equal count in ordinal order of their UTF-8 bytes, so that the order of reading does not matter.
/// The counts are those of the text or, where a vocabulary was given, its own. A vocabulary that is extended keeps its words and ids; the words chosen follow behind them,
/// and the counts of both are added up.
/// </summary>
internal sealed class VocabularySelection
{
    /// <summary>Instead of an id: the word is left out.</summary>
    public const int LeftOut = -1;

    private readonly Vocabulary? _given;

    /// <summary>For each word of a vocabulary that is extended how often the text has it; empty where none is.</summary>
    private readonly long[] _counts;

    public VocabularySelection(WordCounter words, CorpusOptions options)
    {
        _given = options.Vocabulary;
        _counts = options is { ExtendVocabulary: true, Vocabulary: { } extended } ? new long[extended.Count] : [];
        List<Candidate> candidates = Frequent(words, options.MinCount);
        candidates.Sort((a, b) => Compare(words, a, b));
        int kept = Math.Min(candidates.Count, Math.Max(0, (options.MaxVocabulary ?? int.MaxValue) - _counts.Length));
        BeyondMaxVocabulary = candidates.Count - kept;
        for (int i = kept; i < candidates.Count; i++)
        {
            TokensBeyondMaxVocabulary += TokensOf(words.At(candidates[i].Position));
        }

        candidates.RemoveRange(kept, candidates.Count - kept);
        FinalIds = new IdsByNumber(words.Numbered, [.. Enumerable.Range(0, _counts.Length), .. candidates.Select(candidate => words.At(candidate.Position).Number)]);
        IEnumerable<string> names = candidates.Select(candidate => Encoding.UTF8.GetString(words.At(candidate.Position).Word));
        IEnumerable<long> counts = candidates.Select(candidate => candidate.Count);
        Vocabulary = _counts.Length == 0 ? new Vocabulary(names, counts) : new Vocabulary(_given!.Words.Concat(names), SumCounts().Concat(counts));
        WordsExtended = _counts.Length;
        WordsNotInText = _counts.Count(count => count == 0);
    }

    public Vocabulary Vocabulary { get; }

    /// <summary>For each provisional number the id in the vocabulary, or <see cref="LeftOut"/>.</summary>
    public IdsByNumber FinalIds { get; }

    /// <summary>How many words the vocabulary has that is extended; 0 where none is.</summary>
    public int WordsExtended { get; }

    /// <summary>How many of them the text does not have.</summary>
    public int WordsNotInText { get; }

    /// <summary>The count of the most frequent word, kept or not.</summary>
    public long HighestCount { get; private set; }

    public int BelowMinCount { get; private set; }

    public long TokensBelowMinCount { get; private set; }

    public int BeyondMaxVocabulary { get; }

    public long TokensBeyondMaxVocabulary { get; }

    /// <summary>Whether a vocabulary alone decides which words there are.</summary>
    private bool IsGiven => _given is not null && _counts.Length == 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private List<Candidate> Frequent(WordCounter words, int minCount)
    {
        var frequent = new List<Candidate>();
        foreach (WordCounter.CountedWord word in words)
        {
            if (word.Number < _counts.Length)
            {
                // It was counted once before the first token.
                _counts[word.Number] = word.Count - 1;
                continue;
            }

            long count = IsGiven ? _given!.Counts[word.Number] : word.Count;
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
    private long TokensOf(WordCounter.CountedWord word) => IsGiven ? word.Count - 1 : word.Count;

    private IEnumerable<long> SumCounts() => _counts.Select((count, id) => count + (_given!.HasCounts ? _given.Counts[id] : 0));

    // Optimised at once: it is called a million times before the runtime would replace the first version.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Compare(WordCounter words, Candidate a, Candidate b)
    {
        int byCount = b.Count.CompareTo(a.Count);
        return byCount != 0 ? byCount : words.At(a.Position).Word.SequenceCompareTo(words.At(b.Position).Word);
    }

    private readonly record struct Candidate(long Count, long Position);
}
