using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Talpa.Storage;
using Talpa.Threading;

namespace Talpa.Text;

/// <summary>
/// Reads a stream on a thread of its own, some blocks ahead of its user, so that a compressed text is decompressed while its words are counted. A fault of the stream is thrown to the
/// user behind all bytes before it.
/// </summary>
internal sealed class ReadAheadStream : ReadOnlyStream
{
    private const int BlockLength = 64 * 1024;
    private const int BlocksWaiting = 4;

    private readonly Stream _source;
    private readonly BlockingCollection<Block> _full = new(BlocksWaiting);
    private readonly ConcurrentBag<byte[]> _empty = [];
    private readonly ThreadTeam _reader;
    private ExceptionDispatchInfo? _fault;
    private Block _block;
    private int _used;
    private bool _isDisposed;

    /// <summary>Begins to read.</summary>
    /// <param name="source">The stream; disposed with this. A read from it must not wait for ever.</param>
    public ReadAheadStream(Stream source)
    {
        _source = source;
        _reader = new ThreadTeam(1, "text reader", (_, _, stop) => ReadAll(stop), CancellationToken.None);
    }

    public override int Read(Span<byte> buffer)
    {
        if (_used == _block.Length && !TryTakeBlock())
        {
            return 0;
        }

        int length = Math.Min(buffer.Length, _block.Length - _used);
        _block.Bytes.AsSpan(_used, length).CopyTo(buffer);
        _used += length;
        return length;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing && !_isDisposed)
        {
            _isDisposed = true;
            _reader.Dispose();
            _full.Dispose();
            _source.Dispose();
        }

        base.Dispose(disposing);
    }

    private bool TryTakeBlock()
    {
        if (_block.Bytes is { } used)
        {
            _empty.Add(used);
        }

        _used = 0;
        if (_full.TryTake(out _block, Timeout.Infinite))
        {
            return true;
        }

        // There is no more: the stream has ended, or failed.
        _fault?.Throw();
        return false;
    }

    private void ReadAll(CancellationToken stop)
    {
        try
        {
            int read;
            do
            {
                byte[] bytes = _empty.TryTake(out byte[]? free) ? free : GC.AllocateUninitializedArray<byte>(BlockLength);
                read = _source.Read(bytes);
                if (read > 0)
                {
                    _full.Add(new Block(bytes, read), stop);
                }
            }
            while (read > 0);
        }
        catch (Exception fault) when (!stop.IsCancellationRequested)
        {
            // Of any kind: the user of the stream gets what the stream throws.
            _fault = ExceptionDispatchInfo.Capture(fault);
        }
        finally
        {
            _full.CompleteAdding();
        }
    }

    private readonly record struct Block(byte[] Bytes, int Length);
}
