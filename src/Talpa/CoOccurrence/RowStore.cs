using Microsoft.Win32.SafeHandles;

namespace Talpa.CoOccurrence;

/// <summary>
/// A row of bytes for each word, written once each in any order, then read in any order; both by several threads at once. Kept in memory
/// up to a limit; the rows beyond it go into a temporary file that nobody else sees and that is gone when this is disposed.
/// </summary>
internal sealed class RowStore(int words, string folder, long memoryLimit) : IDisposable
{
    private readonly byte[]?[] _rows = new byte[]?[words];
    private readonly (long Start, int Length)[] _places = new (long Start, int Length)[words];
    private readonly string _folder = folder;
    private readonly Lock _gate = new();
    private SafeFileHandle? _file;
    private long _inMemory;
    private long _inFile;

    /// <summary>Bytes in the temporary file.</summary>
    public long BytesInFile => _inFile;

    /// <summary>Bytes kept in memory.</summary>
    public long BytesInMemory => _inMemory;

    /// <summary>Writes a word's row, which the store then owns.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be written.</exception>
    public void Write(int word, byte[] row)
    {
        if (Interlocked.Add(ref _inMemory, row.Length) <= memoryLimit)
        {
            _rows[word] = row;
            return;
        }

        Interlocked.Add(ref _inMemory, -row.Length);
        long start;
        lock (_gate)
        {
            _file ??= OpenFile();
            start = _inFile;
            _inFile += row.Length;
        }

        _places[word] = (start, row.Length);
        try
        {
            RandomAccess.Write(_file, row, start);
        }
        catch (IOException fault)
        {
            throw FileFault(fault);
        }
    }

    /// <summary>A word's row; empty when none was written.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be read.</exception>
    public byte[] Read(int word)
    {
        if (_rows[word] is { } row)
        {
            return row;
        }

        (long start, int length) = _places[word];
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        for (int done = 0; done < length;)
        {
            int read = ReadSome(bytes.AsSpan(done), start + done);
            done += read > 0 ? read : throw FileFault(new EndOfStreamException("It is shorter than what was written to it."));
        }

        return bytes;
    }

    private int ReadSome(Span<byte> bytes, long at)
    {
        try
        {
            return RandomAccess.Read(_file!, bytes, at);
        }
        catch (IOException fault)
        {
            throw FileFault(fault);
        }
    }

    public void Dispose()
    {
        _file?.Dispose();
        Array.Clear(_rows);
    }

    private SafeFileHandle OpenFile()
    {
        string path = Path.Combine(_folder, $"talpa-{Guid.NewGuid():N}.counts");
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

    private UnusableInputException FileFault(Exception fault) => new(
        $"The temporary file of counts can't be used in {_folder}: {fault.Message} Choose another temporary folder or a higher memory limit.", fault);
}
