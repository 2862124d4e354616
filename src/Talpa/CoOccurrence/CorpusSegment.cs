using Talpa.Text;

namespace Talpa.CoOccurrence;

/// <summary>
/// A run of whole chunks in memory, with the positions of every word. It is read by word: all tokens around one word, then around the
/// next. Words outside the vocabulary are left out before anything else, as word2vec does. 8 bytes a token.
/// </summary>
internal sealed class CorpusSegment
{
    /// <summary>Bytes that a token takes.</summary>
    public const int TokenBytes = 2 * sizeof(int);

    private readonly int[] _ids;
    private readonly int[] _positions;
    private readonly int[] _starts;

    private CorpusSegment(int[] ids, int[] positions, int[] starts)
    {
        _ids = ids;
        _positions = positions;
        _starts = starts;
    }

    /// <summary>The ids, with −1 before the first sentence and after each.</summary>
    public ReadOnlySpan<int> Ids => _ids;

    /// <summary>The positions in <see cref="Ids"/> of a word, ascending.</summary>
    public ReadOnlySpan<int> PositionsOf(int word) => _positions.AsSpan(_starts[word].._starts[word + 1]);

    /// <summary>Reads chunks.</summary>
    /// <param name="corpus">Where from.</param>
    /// <param name="chunks">Which.</param>
    /// <param name="words">Size of the vocabulary that is counted.</param>
    /// <param name="idOf">The corpus's ids → that vocabulary's, −1 for a word outside it.</param>
    /// <param name="split">The sentences that are read; <c>null</c> for all.</param>
    public static CorpusSegment Read(EncodedCorpus corpus, Range chunks, int words, ReadOnlySpan<int> idOf, SentenceSplit? split)
    {
        (int first, int count) = chunks.GetOffsetAndLength(corpus.ChunkCount);
        long tokens = corpus.TokensBefore(first + count) - corpus.TokensBefore(first);
        var ids = new List<int>(checked((int)(tokens + (tokens / 8) + 1))) { -1 };
        int[] starts = new int[words + 1];
        var buffer = new WordId[corpus.LongestChunk];
        for (int chunk = first; chunk < first + count; chunk++)
        {
            int sentence = 0;
            bool takes = split?.Takes(chunk, sentence) ?? true;
            foreach (WordId id in buffer.AsSpan(0, corpus.ReadChunk(chunk, buffer)))
            {
                if (id == WordId.SentenceEnd)
                {
                    ids.Add(-1);
                    sentence++;
                    takes = split?.Takes(chunk, sentence) ?? true;
                }
                else if (takes && idOf[id.Value] is >= 0 and int word)
                {
                    starts[word + 1]++;
                    ids.Add(word);
                }
            }
        }

        for (int word = 0; word < words; word++)
        {
            starts[word + 1] += starts[word];
        }

        int[] all = [.. ids];
        return new CorpusSegment(all, Places(all, starts), starts);
    }

    private static int[] Places(int[] ids, int[] starts)
    {
        int[] next = starts[..^1];
        int[] positions = new int[starts[^1]];
        for (int position = 0; position < ids.Length; position++)
        {
            if (ids[position] >= 0)
            {
                positions[next[ids[position]]++] = position;
            }
        }

        return positions;
    }
}
