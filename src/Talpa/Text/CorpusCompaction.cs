using System.Runtime.CompilerServices;

namespace Talpa.Text;

/// <summary>
/// Turns a row of provisional numbers into ids in place: words that are left out go, and sentences that are empty then.
/// What is written is never longer than what was read, so writing does not overtake reading.
/// </summary>
internal sealed class CorpusCompaction(IdStore store, IdsByNumber finalIds)
{
    private const int BlockLength = 16 * 1024;

    private readonly int[] _written = new int[BlockLength];
    private readonly List<long> _partEnds = [];
    private long _flushed;

    /// <summary>Ids of the block up to the last sentence end in it.</summary>
    private int _ended;

    /// <summary>Tokens that the open sentence has in the blocks before.</summary>
    private int _open;

    public ChunkIndex Chunks { get; } = new();

    /// <summary>Ids up to the end of each part that is marked.</summary>
    public IReadOnlyList<long> PartEnds => _partEnds;

    public long Sentences { get; private set; }

    public long Tokens { get; private set; }

    public void Run(CancellationToken cancellationToken)
    {
        int[] block = new int[BlockLength];
        long length = store.Length;
        for (long at = 0; at < length; at += BlockLength)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Span<int> numbers = block.AsSpan(0, (int)Math.Min(BlockLength, length - at));
            store.Read(at, numbers);
            int used = Convert(numbers);
            store.Write(_flushed, _written.AsSpan(0, used));
            _flushed += used;
        }

        Chunks.EndSentence(_flushed, Tokens, isLast: true);
        store.Truncate(_flushed);
    }

    /// <summary>Converts a block.</summary>
    /// <returns>How many ids were written.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Convert(ReadOnlySpan<int> numbers)
    {
        Span<int> written = _written;
        int used = 0;
        foreach (int number in numbers)
        {
            if (number < 0)
            {
                used = number == WordId.SentenceEnd.Value ? EndSentence(used) : EndPart(used);
                continue;
            }

            // Written in any case, and overwritten where the word is left out: a branch here would often be mispredicted.
            int id = finalIds[number];
            written[used] = id;
            used += id == VocabularySelection.LeftOut ? 0 : 1;
        }

        // Tokens of the sentence that the block ends in.
        _open += used - _ended;
        Tokens += used - _ended;
        _ended = 0;
        return used;
    }

    /// <summary>Notes the end of a part, which is behind the end of a sentence.</summary>
    private int EndPart(int used)
    {
        _partEnds.Add(_flushed + used);
        return used;
    }

    /// <summary>Ends a sentence, unless it is empty.</summary>
    /// <returns>How many ids are written then.</returns>
    private int EndSentence(int used)
    {
        int tokens = used - _ended;
        Tokens += tokens;
        if (_open + tokens > 0)
        {
            _written[used++] = WordId.SentenceEnd.Value;
            Sentences++;
            Chunks.EndSentence(_flushed + used, Tokens, isLast: false);
        }

        _open = 0;
        _ended = used;
        return used;
    }
}
