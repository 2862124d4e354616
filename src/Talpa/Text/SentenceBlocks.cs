namespace Talpa.Text;

/// <summary>Reads a row of numbers in blocks of whole sentences. One thread at a time; several may each have one of the same row.</summary>
internal sealed class SentenceBlocks(IdStore ids)
{
    private const int BlockLength = 1 << 15;

    private readonly long _length = ids.Length;
    private int[] _block = new int[BlockLength];
    private long _at;

    /// <summary>Reads the next block.</summary>
    /// <param name="block">Its numbers, the last of which ends a sentence; valid until the next call.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRead(out Span<int> block)
    {
        while (true)
        {
            Span<int> read = _block.AsSpan(0, (int)Math.Min(_block.Length, _length - _at));
            ids.Read(_at, read);
            int end = _at + read.Length == _length ? read.Length : read.LastIndexOf(WordId.SentenceEnd.Value) + 1;
            if (end > 0 || read.IsEmpty)
            {
                _at += end;
                block = read[..end];
                return end > 0;
            }

            // A sentence is longer than the block.
            _block = new int[2 * _block.Length];
        }
    }
}
