using Talpa.Kernels;
using Talpa.Text;

namespace Talpa.Tuning;

/// <summary>
/// Random pieces of a text: sentences, long ones in parts, because some texts are a single line. Each piece has a place between 0 and 1; a sample has those of
/// an interval. So a sample has all pieces of one with a shorter interval that begins at the same place, and intervals that don't overlap have no piece in common.
/// </summary>
/// <param name="corpus">The text.</param>
/// <param name="seed">Gives pieces their places.</param>
internal sealed class TextSample(EncodedCorpus corpus, long seed)
{
    /// <summary>Words of a piece at most: many windows, so that few are cut.</summary>
    internal const int PieceLength = 1_000;

    /// <summary>Keeps the random numbers apart from those of other uses of the seed.</summary>
    private const long Stream = -4;

    /// <summary>The pieces of an interval, as words.</summary>
    /// <param name="from">Its start, 0 to 1.</param>
    /// <param name="to">Its end, which it does not include, 0 to 1.</param>
    /// <exception cref="UnusableInputException">The temporary file of the text can't be read any more.</exception>
    public IEnumerable<IReadOnlyList<string>> Pieces(double from, double to)
    {
        var ids = new WordId[corpus.LongestChunk];
        var piece = new List<string>(PieceLength);
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            int number = 0;
            int length = corpus.ReadChunk(chunk, ids);
            for (int i = 0; i < length; i++)
            {
                bool isWord = ids[i] != WordId.SentenceEnd;
                if (isWord)
                {
                    piece.Add(corpus.Vocabulary.Words[ids[i].Value]);
                }

                if (piece.Count > 0 && (!isWord || piece.Count == PieceLength))
                {
                    double place = SplitMix64.For(seed, Stream, ((long)chunk << 32) | (uint)number++).Fraction();
                    if (place >= from && place < to)
                    {
                        yield return [.. piece];
                    }

                    piece.Clear();
                }
            }
        }
    }

    /// <summary>The pieces of an interval as a text of its own.</summary>
    /// <param name="from">Its start, 0 to 1.</param>
    /// <param name="to">Its end, which it does not include, 0 to 1.</param>
    /// <param name="options">Which words to keep.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UnusableInputException">It has no word that is frequent enough.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public EncodedCorpus Encode(double from, double to, CorpusOptions options, CancellationToken cancellationToken) =>

        // The phrases of the whole text are joined already.
        EncodedCorpus.Encode(TextSource.Tokens(Pieces(from, to)), options with { Phrases = null, KnownPhrases = null }, progress: null, cancellationToken);
}
