using System.Text.Unicode;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>Reads one part of a source from front to back as well-formed UTF-8, for any way in which its bytes are stored.</summary>
internal sealed class TextPartReader : IPartReader
{
    /// <summary>From this length on, a compressed text is worth a thread of its own.</summary>
    private const long MinLengthAhead = 1 << 20;

    private readonly TextPart _part;
    private readonly byte[] _block;
    private readonly Stream _text;
    private readonly DecompressedStream? _stored;
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
    /// <param name="mayReadAhead">Whether a compressed text may be decompressed on another thread.</param>
    /// <param name="cancellationToken">Passed on to what is opened.</param>
    /// <exception cref="UnusableInputException">It can't be opened, or its first bytes say that it is no text.</exception>
    public TextPartReader(TextPart part, int blockLength, DecompressionLimit limit, string? encoding, bool mayReadAhead, CancellationToken cancellationToken)
    {
        _part = part;
        _block = new byte[blockLength];
        _written = part.Written?.Invoke();
        _text = Open(part, cancellationToken);
        if (!part.IsStored)
        {
            return;
        }

        _stored = new DecompressedStream(_text, limit, (fault, cause) => new UnusableInputException($"{part.Name} {fault}", cause));
        Stream opened = _stored;
        try
        {
            StoredText.RefuseOtherContainers(_stored.StoredHead, part.Name);
            if (mayReadAhead && _stored.Compression != Compression.None && part.Length >= MinLengthAhead)
            {
                opened = new ReadAheadStream(_stored);
            }

            var content = new MeteredStream(opened);
            _text = StoredText.AsUtf8(content, encoding);
            _isTranscoded = !ReferenceEquals(_text, content);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public long StoredBytes => _stored?.StoredBytes ?? TextBytes;

    /// <inheritdoc/>
    public long TextBytes { get; private set; }

    /// <inheritdoc/>
    public long ReplacedSequences { get; private set; }

    /// <summary>Reads on. No character is split between two reads.</summary>
    /// <param name="text">Room for at least <see cref="Utf8Repair.Growth"/> times the block length.</param>
    /// <returns>Bytes read, all well-formed UTF-8; 0 at the end.</returns>
    public int Read(Span<byte> text)
    {
        while (!_ended)
        {
            int read = _text.ReadAtLeast(_block.AsSpan(_held), _block.Length - _held, throwOnEndOfStream: false);
            _ended = _held + read < _block.Length;
            ReadOnlySpan<byte> block = _block.AsSpan(0, _held + read);
            RefuseNul(block);
            TextBytes += read;
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

    /// <inheritdoc/>
    public bool WasChanged()
    {
        // A pipe has no length and is always written to.
        if (_part.Length is not > 0)
        {
            return false;
        }

        return StoredBytes >= _part.Length
            ? StoredBytes > _part.Length || _written != _part.Written?.Invoke()
            : throw new UnusableInputException(
                $"{_part.Name} became shorter while it was read: {StoredBytes:N0} of {_part.Length:N0} bytes were left; start again when no other program writes to it");
    }

    public void Dispose() => _text.Dispose();

    private Compression Compression => _stored?.Compression ?? Compression.None;

    private static Stream Open(TextPart part, CancellationToken cancellationToken)
    {
        try
        {
            return part.Open!(cancellationToken);
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

        if (!_part.IsStored)
        {
            throw new UnusableInputException($"{_part.Name} holds the character NUL, at byte {TextBytes - _held + nul:N0} of its UTF-8; remove it");
        }

        throw StoredText.NulFault(block, TextBytes - _held + nul, Compression, _part.Name);
    }
}
