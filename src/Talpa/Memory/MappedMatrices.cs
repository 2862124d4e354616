using System.IO.MemoryMappedFiles;

namespace Talpa.Memory;

/// <summary>
/// A file as memory, and tables that lie in it: its pages come from the disk when they are touched, are shared with every process that reads the file,
/// and are given back when memory is short. What is written to them stays in this process. It lasts as long as the process does, for a span into it
/// can't keep it alive. Here, because unsafe code is nowhere else.
/// </summary>
internal sealed unsafe class MappedMatrices
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly long _length;

    /// <summary>Maps a file, which may be removed or replaced by another, but must not be written to or shortened any more.</summary>
    /// <param name="path">A regular file, not empty.</param>
    public MappedMatrices(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        _length = stream.Length;
        if (_length == 0)
        {
            throw new EndOfStreamException("The file is empty.");
        }

        using var file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);

        // A pointer that is acquired and not released keeps the view, whatever the garbage collector does.
        _view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.CopyOnWrite);
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
    }

    /// <summary>The bytes as a stream, from the first on.</summary>
    public Stream Open() => new UnmanagedMemoryStream(_start, _length);

    /// <summary>The table that starts at a byte, laid out as <see cref="PaddedMatrix"/> lays it out.</summary>
    /// <param name="offset">The byte, a multiple of 64; the caller has checked that the file is long enough.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row, without padding.</param>
    public PaddedMatrix TableAt(long offset, int rows, int dimension)
    {
        long end = offset + ((long)rows * PaddedMatrix.PaddedLength(dimension) * sizeof(float));
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(end, _length);
        return new PaddedMatrix(rows, dimension, (float*)(_start + offset));
    }

    /// <summary>Rows that lie one directly behind the other from a byte on.</summary>
    /// <param name="offset">The byte; the caller has checked that the file is long enough.</param>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row.</param>
    public MappedRows RowsAt(long offset, int rows, int dimension)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset + ((long)rows * dimension * sizeof(float)), _length);
        return new MappedRows(_start + offset, rows, dimension);
    }

    /// <summary>Unmaps the memory: no table of it was handed out.</summary>
    public void Abandon()
    {
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
    }
}
