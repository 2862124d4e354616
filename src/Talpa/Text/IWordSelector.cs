namespace Talpa.Text;

/// <summary>
/// Selects the words of a text that was read, and describes the text. One process that reads all of it does so by itself (<see cref="WholeTextSelector"/>); several processes
/// that read a part each do it together. Used once: <see cref="Select"/>, then <see cref="Describe"/>.
/// </summary>
internal interface IWordSelector
{
    /// <summary>Whether words may be pruned while they are counted (<see cref="CorpusOptions.MaxDistinctWords"/>).</summary>
    bool MayPrune { get; }

    /// <summary>Whether the ends of the parts are noted (<see cref="EncodedCorpus.PartEnds"/>), so that the sentences of several processes can be put in the order of the whole text.</summary>
    bool MarksParts { get; }

    /// <summary>Selects the words to keep.</summary>
    /// <param name="encoding">What was read.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="UnusableInputException">There are none.</exception>
    SelectedWords Select(CorpusEncoding encoding, CancellationToken cancellationToken);

    /// <summary>Describes the whole text.</summary>
    /// <param name="encoding">What was read.</param>
    /// <param name="compaction">What was kept of it.</param>
    CorpusReport Describe(CorpusEncoding encoding, CorpusCompaction compaction);
}

/// <summary>The words kept.</summary>
/// <param name="Vocabulary">The words of the whole text, with their counts.</param>
/// <param name="FinalIds">For each provisional number of this process the id in the vocabulary, or <see cref="VocabularySelection.LeftOut"/>.</param>
internal sealed record SelectedWords(Vocabulary Vocabulary, IdsByNumber FinalIds);
