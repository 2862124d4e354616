using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>Encodes a text that several ranks read, a part each.</summary>
internal static class RankCorpus
{
    /// <summary>Bytes of words that a rank sends at a time.</summary>
    private const int PieceBytes = 16 << 20;

    /// <summary>
    /// Reads this rank's part of a text and encodes it with the words of the whole text. All ranks call it together, with the same options. The vocabulary and the report are those of one
    /// process that reads the whole text; the sentences and <see cref="EncodedCorpus.TokenCount"/> are those of this rank, in the order of its own parts.
    /// </summary>
    /// <param name="group">The ranks.</param>
    /// <param name="text">The text.</param>
    /// <param name="options">How to split it and which words to keep.</param>
    /// <param name="progress">Receives the progress of this rank's reading.</param>
    /// <param name="cancellationToken">Stops this rank. The others then wait until they are ended.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="UnusableInputException">
    /// On all ranks alike: an option is not supported, or no word is frequent enough. On one rank, which must end the others: its text can't be read or has more different words than
    /// <see cref="CorpusOptions.MaxDistinctWords"/>, or its temporary file can't be written.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static EncodedCorpus Encode(
        IRankGroup group, RankText text, CorpusOptions options, IProgress<EncodingProgress>? progress = null, CancellationToken cancellationToken = default) =>
        Encode(group, text, options, PieceBytes, progress, cancellationToken);

    /// <summary>As above, with pieces of another size.</summary>
    internal static EncodedCorpus Encode(
        IRankGroup group, RankText text, CorpusOptions options, int pieceBytes, IProgress<EncodingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        options.Validate();
        RefuseUnsupported(options);
        if (options.Vocabulary is { } given && RankBytes.FirstOther(group, Convert.FromHexString(CorpusFingerprint.Of(given))) is >= 0 and int other)
        {
            throw RankFaults.OnAllRanks(
                new UnusableInputException($"The vocabulary that was given to rank {other} is another than that of rank 0. Give all processes the same vocabulary."));
        }

        return EncodedCorpus.Encode(
            text.Own,
            options,
            EncodedCorpus.DefaultMemoryLimit,
            LineReader.DefaultBlockLength,
            progress,
            new RankWordSelector(group, text, options, pieceBytes),
            cancellationToken);
    }

    /// <summary>Throws where an option needs all of the text in one process.</summary>
    /// <exception cref="UnusableInputException">It names the option and what to do in its place.</exception>
    public static void RefuseUnsupported(CorpusOptions options)
    {
        if (options.Phrases is not null || options.KnownPhrases is not null)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException(
                "Phrases are not supported when several processes read a text. Join them in one process first (talpa phrases --joined-text), and train on the joined text."));
        }

        if (options.Vocabulary is not null && options.ExtendVocabulary)
        {
            throw RankFaults.OnAllRanks(new UnusableInputException("A vocabulary can't be extended when several processes read a text. Give one that has all words, or none."));
        }
    }
}
