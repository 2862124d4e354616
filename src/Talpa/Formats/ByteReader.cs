using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// Reads a stream forward through one buffer and returns spans of it, so that a file is parsed without copies.
/// A span holds until the next call. The buffer grows to the longest span requested.
/// </summary>
internal sealed class ByteReader
{
    /// <summary>Small enough for the heap that is cheap to clear, large enough for few calls of the system.</summary>
    private const int FirstBuffer = 1 << 16;

    private readonly Stream _stream;
    private readonly string _path;
    private byte[] _buffer = new byte[FirstBuffer];
    private int _start;
    private int _end;
    private long _bufferPosition;
    private bool _atEnd;

    /// <param name="stream">Read from its current position; the caller closes it.</param>
    /// <param name="path">The file's name for messages.</param>
    public ByteReader(Stream stream, string path)
    {
        _stream = stream;
        _path = path;
        _bufferPosition = stream.CanSeek ? stream.Position : 0;
    }

    /// <summary>Offset of the next byte from the start of the stream.</summary>
    public long Position => _bufferPosition + _start;

    /// <summary>The next byte without taking it; −1 at the end.</summary>
    public int Peek() => _start < _end || Refill() ? _buffer[_start] : -1;

    /// <summary>Takes bytes that <see cref="Peek"/> or <see cref="PeekUpTo"/> has shown.</summary>
    public void Skip(int count) => _start += count;

    /// <summary>Leaves out bytes of a stream that can seek, without reading them.</summary>
    /// <param name="count">How many, at most as many as are left.</param>
    public void SkipFar(long count)
    {
        int buffered = (int)Math.Min(count, _end - _start);
        _start += buffered;
        if (count > buffered)
        {
            _stream.Position = _bufferPosition + _end + count - buffered;
            _bufferPosition = _stream.Position;
            _start = _end = 0;
        }
    }

    /// <summary>Takes all bytes before a delimiter, and the delimiter.</summary>
    /// <param name="delimiter">The byte that ends the span.</param>
    /// <param name="span">The bytes before it; without it, all that is left.</param>
    /// <returns>Whether the delimiter was found.</returns>
    public bool TryReadTo(byte delimiter, out ReadOnlySpan<byte> span)
    {
        int searched = 0;
        while (true)
        {
            int found = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf(delimiter);
            if (found >= 0)
            {
                span = _buffer.AsSpan(_start, searched + found);
                _start += searched + found + 1;
                return true;
            }

            searched = _end - _start;
            if (!Refill())
            {
                span = _buffer.AsSpan(_start, searched);
                _start = _end;
                return false;
            }
        }
    }

    /// <summary>Shows up to <paramref name="count"/> bytes without taking them; fewer where the stream ends.</summary>
    public ReadOnlySpan<byte> PeekUpTo(int count)
    {
        while (_end - _start < count && Refill())
        {
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Reads some of the next bytes.</summary>
    /// <returns>Bytes read, 0 at the end only.</returns>
    public int ReadSome(Span<byte> destination)
    {
        if (Peek() < 0)
        {
            return 0;
        }

        int read = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, read).CopyTo(destination);
        _start += read;
        return read;
    }

    /// <summary>Fills a span with the next bytes.</summary>
    /// <returns>Whether there were enough.</returns>
    public bool TryRead(Span<byte> destination)
    {
        int buffered = Math.Min(destination.Length, _end - _start);
        _buffer.AsSpan(_start, buffered).CopyTo(destination);
        _start += buffered;
        Span<byte> rest = destination[buffered..];
        if (rest.IsEmpty)
        {
            return true;
        }

        int read = _stream.ReadAtLeast(rest, rest.Length, throwOnEndOfStream: false);
        _bufferPosition += _end + read;
        _start = _end = 0;
        return read == rest.Length;
    }

    /// <summary>Fills a span with the next numbers, stored in little-endian order.</summary>
    /// <returns>Whether there were enough.</returns>
    public bool TryRead<T>(Span<T> numbers)
        where T : unmanaged
    {
        // A span of bytes holds at most 2³¹ of them.
        const int SliceBytes = 1 << 30;
        int slice = SliceBytes / Unsafe.SizeOf<T>();
        for (int start = 0; start < numbers.Length; start += slice)
        {
            Span<T> part = numbers[start..Math.Min(numbers.Length, start + slice)];
            if (!TryRead(MemoryMarshal.AsBytes(part)))
            {
                return false;
            }

            LittleEndian.Swap(part);
        }

        return true;
    }

    private bool Refill()
    {
        if (_atEnd)
        {
            return false;
        }

        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferPosition += _start;
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
        {
            if (_buffer.Length > Array.MaxLength / 2)
            {
                Throw($"a line or word is longer than {_buffer.Length:N0} bytes; this is not a file of vectors in this format");
            }

            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        int read = _stream.Read(_buffer.AsSpan(_end));
        _end += read;
        _atEnd = read == 0;
        return read > 0;
    }

    [DoesNotReturn]
    private void Throw(string fault) => throw UnusableInputException.AtByte(_path, Position, fault);
}
