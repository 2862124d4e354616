using Talpa.Storage;

namespace Talpa.CoOccurrence;

/// <summary>
/// A row of bytes for each word, written once each in any order, then read in any order; both by several threads at once. Kept in memory
/// up to a limit; the rows beyond it go into a temporary file that no other process can open and that is gone when this is disposed.
/// </summary>
internal sealed class RowStore(int words, string folder, long memoryLimit) : IDisposable
{
    private readonly byte[]?[] _rows = new byte[]?[words];
    private readonly (long Start, int Length)[] _positions = new (long Start, int Length)[words];
    private readonly Lock _gate = new();
    private ScratchFile? _file;
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
            _file ??= new ScratchFile(folder, "counts", "with more room, or a higher memory limit");
            start = _inFile;
            _inFile += row.Length;
        }

        _positions[word] = (start, row.Length);
        _file.Write(start, row);
    }

    /// <summary>A word's row; empty when none was written.</summary>
    /// <exception cref="UnusableInputException">The temporary file can't be read.</exception>
    public byte[] Read(int word)
    {
        if (_rows[word] is { } row)
        {
            return row;
        }

        (long start, int length) = _positions[word];
        byte[] bytes = GC.AllocateUninitializedArray<byte>(length);
        if (length > 0)
        {
            _file!.Read(start, bytes);
        }

        return bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file?.Dispose();
        Array.Clear(_rows);
    }
}
