using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Talpa.Text;

/// <summary>
/// A long row of 32-bit numbers: appended to once, then read and written anywhere. Kept in memory up to a limit, beyond it in a temporary file
/// that nobody else sees and that is gone when this is disposed.
/// </summary>
internal sealed class IdStore(string folder, long memoryLimit) : IDisposable
{
    /// <summary>Small enough to stay out of the heap for large objects, large enough for a write.</summary>
    private const int SegmentLength = 16 * 1024;

    /// <summary>What chooses the folder: in a program, and for the command on Unix.</summary>
    private const string Setting = $"{nameof(CorpusOptions.TemporaryFolder)}, or TMPDIR in the environment";

    private readonly string _folder = folder;
    private readonly List<int[]> _segments = [];
    private int[] _segment = [];
    private int _used;
    private SafeFileHandle? _file;
    private bool _isDisposed;

    /// <summary>How many numbers there are.</summary>
    public long Length { get; private set; }

    /// <summary>Whether they are in a temporary file.</summary>
    public bool IsInFile => _file is not null;

    /// <summary>Appends a number.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
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
            WriteFile(Length - _used, _segment.AsSpan(0, _used));
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
            ReadFile(at, values);
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
            WriteFile(at, values);
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

    /// <summary>Drops all numbers from a place on.</summary>
    public void Truncate(long length)
    {
        Length = length;
        if (_file is not null)
        {
            RandomAccess.SetLength(_file, length * sizeof(int));
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
            WriteFile(Length - _segment.Length, _segment);
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
        _file = OpenFile();
        for (int i = 0; i < _segments.Count; i++)
        {
            WriteFile((long)i * SegmentLength, _segments[i]);
        }

        _segments.Clear();
    }

    private SafeFileHandle OpenFile()
    {
        string path = Path.Combine(_folder, $"talpa-{Guid.NewGuid():N}.ids");
        try
        {
            SafeFileHandle file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, FileOptions.DeleteOnClose);
            if (!OperatingSystem.IsWindows())
            {
                // The open file lives on without a name, so that nothing is left even when the process is killed.
                File.Delete(path);
            }

            return file;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileFault(fault);
        }
    }

    private void WriteFile(long at, ReadOnlySpan<int> values)
    {
        try
        {
            RandomAccess.Write(_file!, MemoryMarshal.AsBytes(values), at * sizeof(int));
        }
        catch (IOException fault)
        {
            throw FileFault(fault);
        }
    }

    private void ReadFile(long at, Span<int> values)
    {
        Span<byte> bytes = MemoryMarshal.AsBytes(values);
        long offset = at * sizeof(int);
        while (!bytes.IsEmpty)
        {
            int read = ReadSome(bytes, offset);
            if (read == 0)
            {
                throw Unreadable("it is shorter than what was written to it", null);
            }

            bytes = bytes[read..];
            offset += read;
        }
    }

    private int ReadSome(Span<byte> bytes, long offset)
    {
        try
        {
            return RandomAccess.Read(_file!, bytes, offset);
        }
        catch (IOException fault)
        {
            throw Unreadable(fault.Message.TrimEnd('.'), fault);
        }
    }

    private UnusableInputException Unreadable(string reason, Exception? fault) =>
        new($"The temporary file of ids in {_folder} can't be read any more: {reason}. Start again, or choose another temporary folder ({Setting}).", fault);

    private UnusableInputException FileFault(Exception fault) => new(
        $"The temporary file of ids can't be written in {_folder}: {fault.Message.TrimEnd('.')}. Choose another temporary folder ({Setting}), "
        + "with room for 4 bytes a token.",
        fault);
}
