using System.IO.Compression;

namespace Talpa.Storage;

/// <summary>
/// Reads gzip data of one or several members, and throws where <see cref="GZipStream"/> would end without a word:
/// at data cut off in the middle, and at bytes after the last member that are no gzip data.
/// </summary>
/// <remarks>
/// <see cref="GZipStream"/> does not report whether its data ended where a member ends. So a member of our own is appended to the data:
/// its text comes out last if, and only if, everything before it was a whole number of members. That text is held back from the reader.
/// It is stored compressed, so that data cut off inside a block that is merely copied can't bring it out.
/// </remarks>
internal sealed class GzipMembersStream : ReadOnlyStream
{
    private static readonly byte[] Mark = [.. Enumerable.Repeat("the end of the text "u8.ToArray(), 4).SelectMany(text => text)];
    private static readonly byte[] MarkMember = Compress(Mark);

    private readonly ThenMark _input;
    private readonly GZipStream _gzip;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _start;
    private int _end;
    private bool _ended;

    public GzipMembersStream(Stream stored)
    {
        _input = new ThenMark(stored);
        _gzip = new GZipStream(_input, CompressionMode.Decompress);
    }

    /// <summary>Whether all stored bytes were taken: a fault after that means that some are missing.</summary>
    public bool InputEnded => _input.Ended;

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _end - _start <= Mark.Length)
        {
            Fill();
        }

        int ready = _ended ? _end - _start : _end - _start - Mark.Length;
        int read = Math.Min(ready, buffer.Length);
        _buffer.AsSpan(_start, read).CopyTo(buffer);
        _start += read;
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private void Fill()
    {
        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
        int read = Decompress(_buffer.AsSpan(_end));
        _end += read;
        if (read > 0)
        {
            return;
        }

        if (!_buffer.AsSpan(0, _end).EndsWith(Mark))
        {
            throw new InvalidDataException(InputEnded ? "its gzip data is cut off" : "bytes that are no gzip data follow the last gzip member");
        }

        _end -= Mark.Length;
        _ended = true;
    }

    private int Decompress(Span<byte> text)
    {
        try
        {
            return _gzip.Read(text);
        }
        catch (InvalidDataException fault)
        {
            // The fault's own message speaks of an unsupported compression method, which misleads.
            throw new InvalidDataException("its gzip data does not fit together", fault);
        }
    }

    private static byte[] Compress(byte[] text)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(text);
        }

        return compressed.ToArray();
    }

    /// <summary>The stored bytes, then the member with the mark.</summary>
    private sealed class ThenMark(Stream stored) : ReadOnlyStream
    {
        private int _markRead;

        public bool Ended { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            if (!Ended)
            {
                int read = stored.Read(buffer);
                Ended = read == 0 && buffer.Length > 0;
                if (!Ended)
                {
                    return read;
                }
            }

            int rest = Math.Min(buffer.Length, MarkMember.Length - _markRead);
            MarkMember.AsSpan(_markRead, rest).CopyTo(buffer);
            _markRead += rest;
            return rest;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                stored.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
