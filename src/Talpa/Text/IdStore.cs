using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>
/// A long row of 32-bit numbers: appended to once, then read and written anywhere. Kept in memory up to a limit, beyond it in a temporary file
/// that no other process can open and that is deleted when this is disposed.
/// </summary>
internal sealed class IdStore(string folder, long memoryLimit) : IDisposable
{
    /// <summary>Small enough to stay out of the heap for large objects, large enough for a write.</summary>
    private const int SegmentLength = 16 * 1024;

    /// <summary>What chooses the folder, in a program and for the command on Unix; and what it must have.</summary>
    private const string Remedy = $"({nameof(CorpusOptions.TemporaryFolder)}, or TMPDIR in the environment), with room for 4 bytes a token";

    private readonly List<int[]> _segments = [];
    private int[] _segment = [];
    private int _used;
    private ScratchFile? _file;
    private bool _isDisposed;

    /// <summary>How many numbers there are.</summary>
    public long Length { get; private set; }

    /// <summary>Whether they are in a temporary file.</summary>
    public bool IsInFile => _file is not null;

    /// <summary>Appends a number.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Append(int value)
    {
        if (_used == _segment.Length)
        {
            NextSegment();
        }

        _segment[_used++] = value;
        Length++;
    }

    /// <summary>Ends appending: from now on everything can be read.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
    public void Complete()
    {
        if (_file is not null)
        {
            _file.Write((Length - _used) * sizeof(int), MemoryMarshal.AsBytes(_segment.AsSpan(0, _used)));
            _segment = [];
            _used = 0;
        }
    }

    /// <summary>Reads numbers. Safe to call from several threads at once.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be read.</exception>
    public void Read(long at, Span<int> values)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_file is not null)
        {
            _file.Read(at * sizeof(int), MemoryMarshal.AsBytes(values));
            return;
        }

        while (!values.IsEmpty)
        {
            ReadOnlySpan<int> segment = SegmentFrom(at);
            int count = Math.Min(segment.Length, values.Length);
            segment[..count].CopyTo(values);
            values = values[count..];
            at += count;
        }
    }

    /// <summary>Writes over numbers that are there.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
    public void Write(long at, ReadOnlySpan<int> values)
    {
        if (_file is not null)
        {
            _file.Write(at * sizeof(int), MemoryMarshal.AsBytes(values));
            return;
        }

        while (!values.IsEmpty)
        {
            Span<int> segment = SegmentFrom(at);
            int count = Math.Min(segment.Length, values.Length);
            values[..count].CopyTo(segment);
            values = values[count..];
            at += count;
        }
    }

    /// <summary>Drops all numbers from a position on.</summary>
    public void Truncate(long length)
    {
        Length = length;
        if (_file is not null)
        {
            _file.Truncate(length * sizeof(int));
            return;
        }

        int segments = (int)((length + SegmentLength - 1) / SegmentLength);
        _segments.RemoveRange(segments, _segments.Count - segments);
        _segment = [];
    }

    public void Dispose()
    {
        _isDisposed = true;
        _file?.Dispose();
        _segments.Clear();
        _segment = [];
    }

    private Span<int> SegmentFrom(long at) => _segments[(int)(at / SegmentLength)].AsSpan((int)(at % SegmentLength));

    private void NextSegment()
    {
        _used = 0;
        if (_file is not null)
        {
            _file.Write((Length - _segment.Length) * sizeof(int), MemoryMarshal.AsBytes(_segment.AsSpan()));
        }
        else if (Length + SegmentLength > memoryLimit && Length > 0)
        {
            MoveToFile();
        }
        else
        {
            _segment = GC.AllocateUninitializedArray<int>(SegmentLength);
            _segments.Add(_segment);
        }
    }

    private void MoveToFile()
    {
        _file = new ScratchFile(folder, "ids", Remedy);
        for (int i = 0; i < _segments.Count; i++)
        {
            _file.Write((long)i * SegmentLength * sizeof(int), MemoryMarshal.AsBytes(_segments[i].AsSpan()));
        }

        _segments.Clear();
    }
}
