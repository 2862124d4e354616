namespace Talpa.Text;

/// <summary>
/// Turns a row of provisional numbers into ids in place: words that are left out go, and sentences that are empty then.
/// What is written is never longer than what was read, so writing does not overtake reading.
/// </summary>
internal sealed class CorpusCompaction(IdStore store, IdsByNumber finalIds)
{
    private const int BlockLength = 16 * 1024;

    private readonly int[] _written = new int[BlockLength];
    private int _used;
    private long _flushed;
    private bool _sentenceIsEmpty = true;

    public ChunkIndex Chunks { get; } = new();

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
            foreach (int number in numbers)
            {
                Convert(number);
            }

            Flush();
        }

        Chunks.EndSentence(_flushed, Tokens, isLast: true);
        store.Truncate(_flushed);
    }

    private void Convert(int number)
    {
        if (number != WordId.SentenceEnd.Value)
        {
            int id = finalIds[number];
            if (id != VocabularySelection.LeftOut)
            {
                _written[_used++] = id;
                _sentenceIsEmpty = false;
                Tokens++;
            }
        }
        else if (!_sentenceIsEmpty)
        {
            _written[_used++] = WordId.SentenceEnd.Value;
            _sentenceIsEmpty = true;
            Sentences++;
            Chunks.EndSentence(_flushed + _used, Tokens, isLast: false);
        }
    }

    private void Flush()
    {
        store.Write(_flushed, _written.AsSpan(0, _used));
        _flushed += _used;
        _used = 0;
    }
}
