namespace Talpa.Text;

/// <summary>Selects the words of a text that one process has read whole.</summary>
internal sealed class WholeTextSelector(CorpusOptions options) : IWordSelector
{
    private VocabularySelection? _selection;

    /// <inheritdoc/>
    public bool MayPrune => true;

    /// <inheritdoc/>
    public bool MarksParts => false;

    /// <inheritdoc/>
    public SelectedWords Select(CorpusEncoding encoding, CancellationToken cancellationToken)
    {
        encoding.RequireWords();
        _selection = new VocabularySelection(encoding.Words, options);
        if (_selection.Vocabulary.Count == 0)
        {
            throw EncodingFaults.AllTooRare(options, _selection.HighestCount);
        }

        long leftOut = encoding.Words.TokensUnknown + _selection.TokensBelowMinCount + _selection.TokensBeyondMaxVocabulary;
        return options.Vocabulary is null || leftOut < encoding.TokensRead
            ? new SelectedWords(_selection.Vocabulary, _selection.FinalIds)
            : throw EncodingFaults.NoneGiven(options.Vocabulary);
    }

    /// <inheritdoc/>
    public CorpusReport Describe(CorpusEncoding encoding, CorpusCompaction compaction) => encoding.Describe() with
    {
        Sentences = compaction.Sentences,
        TokensKept = compaction.Tokens,
        WordsRead = encoding.Words.Numbered - _selection!.WordsNotInText,
        WordsKept = _selection.Vocabulary.Count,
        WordsExtended = _selection.WordsExtended,
        WordsBelowMinCount = _selection.BelowMinCount,
        TokensBelowMinCount = _selection.TokensBelowMinCount,
        WordsBeyondMaxVocabulary = _selection.BeyondMaxVocabulary,
        TokensBeyondMaxVocabulary = _selection.TokensBeyondMaxVocabulary,
    };
}
