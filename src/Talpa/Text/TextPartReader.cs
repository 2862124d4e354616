using System.Text.Unicode;
using ZstdSharp;

namespace Talpa.Text;

/// <summary>Reads one part of a source from front to back as well-formed UTF-8, whatever its bytes are stored as.</summary>
internal sealed class TextPartReader : IDisposable
{
    private const string Remedy = "get or make the file again";

    private readonly TextPart _part;
    private readonly UnpackingLimit _limit;
    private readonly byte[] _block;
    private readonly MeteredStream _stored;
    private readonly Stream _unpacked;
    private readonly Stream _text;
    private readonly bool _isTranscoded;
    private readonly DateTime? _written;
    private int _held;
    private bool _started;
    private bool _ended;

    /// <summary>Opens the part.</summary>
    /// <param name="part">What to read.</param>
    /// <param name="blockLength">How many bytes to read at a time.</param>
    /// <param name="limit">How much text may come out where it is compressed.</param>
    /// <param name="encoding">The name of its encoding, as <see cref="TextEncodings.Find"/> takes it; <c>null</c> for UTF-8.</param>
    /// <exception cref="UnusableInputException">It can't be opened, or its first bytes say that it is no text.</exception>
    public TextPartReader(TextPart part, int blockLength, UnpackingLimit limit, string? encoding = null)
    {
        _part = part;
        _limit = limit;
        _block = new byte[blockLength];
        _written = part.Written?.Invoke();
        _stored = Open(part);
        try
        {
            _unpacked = part.IsStored ? Guarded(() => StoredText.Decompress(_stored, part.Name)) : _stored;
            _text = _unpacked;
            if (part.IsStored)
            {
                var peeked = new MeteredStream(_unpacked);
                _text = Guarded(() => StoredText.AsUtf8(peeked, encoding));
                _isTranscoded = !ReferenceEquals(_text, peeked);
            }
        }
        catch
        {
            _stored.Dispose();
            throw;
        }
    }

    /// <summary>Stored bytes read so far, compressed ones where the part is compressed.</summary>
    public long StoredBytes => _stored.BytesRead;

    /// <summary>Bytes of text read so far.</summary>
    public long TextBytes { get; private set; }

    /// <summary>Sequences that were no UTF-8 and were replaced so far.</summary>
    public long ReplacedSequences { get; private set; }

    /// <summary>Reads on. No character is split between two reads.</summary>
    /// <param name="text">Room for at least <see cref="Utf8Repair.Growth"/> times the block length.</param>
    /// <returns>Bytes read, all well-formed UTF-8; 0 at the end.</returns>
    public int Read(Span<byte> text)
    {
        while (!_ended)
        {
            int read = Guarded(() => _text.ReadAtLeast(_block.AsSpan(_held), _block.Length - _held, throwOnEndOfStream: false));
            _ended = _held + read < _block.Length;
            ReadOnlySpan<byte> block = _block.AsSpan(0, _held + read);
            RefuseNul(block);
            TextBytes += read;
            if (!ReferenceEquals(_unpacked, _stored))
            {
                _limit.Require(_part.Name, _stored.BytesRead, TextBytes);
            }

            if (!_started && _part.IsStored)
            {
                block = block[StoredText.ByteOrderMark(block)..];
            }

            _started = true;
            _held = _ended ? 0 : Utf8Repair.UnfinishedTail(block);
            int written = CopyWellFormed(block[..^_held], text);
            block[^_held..].CopyTo(_block);
            if (written > 0)
            {
                return written;
            }
        }

        return 0;
    }

    /// <summary>Whether somebody wrote to the file while it was read. A pipe has no length and is always being written to.</summary>
    /// <exception cref="UnusableInputException">It became shorter, so that text is missing.</exception>
    public bool WasChanged()
    {
        if (_part.Length is not > 0)
        {
            return false;
        }

        return StoredBytes >= _part.Length
            ? StoredBytes > _part.Length || _written != _part.Written?.Invoke()
            : throw new UnusableInputException(
                $"{_part.Name} became shorter while it was read: {StoredBytes:N0} of {_part.Length:N0} bytes were left; start again when nobody writes to it");
    }

    public void Dispose()
    {
        _text.Dispose();
        _stored.Dispose();
    }

    private static MeteredStream Open(TextPart part)
    {
        try
        {
            return new MeteredStream(part.Open());
        }
        catch (Exception fault) when (part.IsStored && fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{part.Name} can't be opened: {fault.Message}", fault);
        }
    }

    private int CopyWellFormed(ReadOnlySpan<byte> block, Span<byte> text)
    {
        if (Utf8.IsValid(block))
        {
            block.CopyTo(text);
            ReplacedSequences += _isTranscoded ? block.Count("\uFFFD"u8) : 0;
            return block.Length;
        }

        int written = Utf8Repair.Copy(block, text, out int replaced);
        ReplacedSequences += replaced;
        return written;
    }

    private void RefuseNul(ReadOnlySpan<byte> block)
    {
        int nul = block.IndexOf((byte)0);
        if (nul < 0)
        {
            return;
        }

        throw StoredText.NulFault(block, TextBytes - _held + nul, _unpacked, _part.Name);
    }

    /// <summary>Reads, and turns a fault of what is stored into one line for a person.</summary>
    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (EndOfStreamException fault) when (_part.IsStored)
        {
            throw CutOff(fault);
        }
        catch (Exception fault) when (fault is InvalidDataException or ZstdException)
        {
            throw _unpacked is GzipMembersStream { InputEnded: true }
                ? CutOff(fault)
                : new UnusableInputException($"{_part.Name} is damaged near byte {_stored.BytesRead:N0}: {Reason(fault)}; {Remedy}", fault);
        }
        catch (Exception fault) when (_part.IsStored && fault is IOException or UnauthorizedAccessException)
        {
            throw new UnusableInputException($"{_part.Name} can't be read on after byte {_stored.BytesRead:N0}: {fault.Message}", fault);
        }
    }

    private UnusableInputException CutOff(Exception fault) =>
        new($"{_part.Name} is cut off: its compressed data ends too early, after byte {_stored.BytesRead:N0}; {Remedy}", fault);

    private static string Reason(Exception fault) => fault is ZstdException ? $"zstd says '{fault.Message}'" : fault.Message;
}
