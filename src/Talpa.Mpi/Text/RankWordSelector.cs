using System.Text;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>
/// Selects the words of a text that several ranks have read, a part each, as one process would that has read all of it. Its errors are thrown on all ranks alike.
/// </summary>
/// <param name="group">The ranks.</param>
/// <param name="text">The text.</param>
/// <param name="options">How it is encoded.</param>
/// <param name="pieceBytes">About how many bytes of words are exchanged at a time.</param>
internal sealed class RankWordSelector(IRankGroup group, RankText text, CorpusOptions options, int pieceBytes) : IWordSelector
{
    /// <summary>What was left out, of the words that this rank owns or, where a vocabulary was given, has read.</summary>
    private VocabularySelection? _own;
    private long _wordsOwned;
    private int _wordsKept;

    /// <summary>Words can't be pruned: what would be depends on which rank reads what.</summary>
    public bool MayPrune => false;

    /// <inheritdoc/>
    public bool MarksParts => true;

    /// <inheritdoc/>
    public SelectedWords Select(CorpusEncoding encoding, CancellationToken cancellationToken)
    {
        CorpusReport read = RankReports.Sum(group, encoding.Describe());
        if (read.TokensRead == 0)
        {
            throw RankFaults.OnAllRanks(EncodingFaults.NoWords(read, text.First, text.Last));
        }

        SelectedWords selected = options.Vocabulary is { } given ? SelectGiven(encoding, given, read) : SelectRead(encoding.Words, cancellationToken);
        _wordsKept = selected.Vocabulary.Count;
        return selected;
    }

    /// <inheritdoc/>
    public CorpusReport Describe(CorpusEncoding encoding, CorpusCompaction compaction)
    {
        VocabularySelection own = _own!;
        CorpusReport report = RankReports.Sum(
            group,
            encoding.Describe() with
            {
                Sentences = compaction.Sentences,
                TokensKept = compaction.Tokens,
                TokensBelowMinCount = own.TokensBelowMinCount,
            });

        // Every token is kept, not in the vocabulary that was given, too rare or beyond the largest vocabulary.
        report = report with
        {
            WordsKept = _wordsKept,
            TokensBeyondMaxVocabulary = report.TokensRead - report.TokensKept - report.TokensNotInVocabulary - report.TokensBelowMinCount,
        };
        if (options.Vocabulary is not null)
        {
            return report with { WordsRead = encoding.Words.Numbered, WordsBelowMinCount = own.BelowMinCount, WordsBeyondMaxVocabulary = own.BeyondMaxVocabulary };
        }

        long[] words = [_wordsOwned, own.BelowMinCount];
        RankNumbers.Add(group, words);
        return words[0] > int.MaxValue
            ? throw RankFaults.OnAllRanks(EncodingFaults.TooManyWords())
            : report with { WordsRead = (int)words[0], WordsBelowMinCount = (int)words[1], WordsBeyondMaxVocabulary = (int)(words[0] - words[1]) - _wordsKept };
    }

    /// <summary>A given vocabulary needs no exchange: its words, counts and numbers are the same on all ranks.</summary>
    private SelectedWords SelectGiven(CorpusEncoding encoding, Vocabulary given, CorpusReport read)
    {
        _own = new VocabularySelection(encoding.Words, options);
        if (_own.Vocabulary.Count == 0)
        {
            throw RankFaults.OnAllRanks(EncodingFaults.AllTooRare(options, _own.HighestCount));
        }

        long[] leftOut = [_own.TokensBelowMinCount + _own.TokensBeyondMaxVocabulary];
        RankNumbers.Add(group, leftOut);
        return leftOut[0] + read.TokensNotInVocabulary < read.TokensRead
            ? new SelectedWords(_own.Vocabulary, _own.FinalIds)
            : throw RankFaults.OnAllRanks(EncodingFaults.NoneGiven(given));
    }

    private SelectedWords SelectRead(WordCounter words, CancellationToken cancellationToken)
    {
        WordCounter owned = WordExchange.Run(group, words, pieceBytes, cancellationToken);
        _wordsOwned = owned.Count;

        // No more words of one owner can be kept than of all.
        _own = new VocabularySelection(owned, options);
        Vocabulary vocabulary = new WordMerge(group, _own.Vocabulary, pieceBytes).Run(options.MaxVocabulary ?? int.MaxValue);
        if (vocabulary.Count == 0)
        {
            throw RankFaults.OnAllRanks(EncodingFaults.AllTooRare(options, RankNumbers.Gather(group, _own.HighestCount).Max()));
        }

        return new SelectedWords(vocabulary, new IdsByNumber(words.Numbered, [.. vocabulary.Words.Select(word => words.NumberOfWord(Encoding.UTF8.GetBytes(word)))]));
    }
}
