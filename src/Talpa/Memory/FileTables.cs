using System.IO.MemoryMappedFiles;

namespace Talpa.Memory;

/// <summary>
/// Tables in temporary files that are mapped into memory: the system writes their pages to the disk and takes them from memory when memory is short, so that a process holds tables
/// that are larger than its memory. A file has no name while it is used (on Windows it has one), and is gone when the process ends in any way. The mapping lasts as long as the process
/// does, because a span into it can't keep it alive.
/// </summary>
/// <param name="folder">Where the files are. In a folder that lies in memory, as a temporary folder may on Linux (tmpfs), nothing is gained.</param>
internal sealed unsafe class FileTables(string folder)
{
    private const int ZerosBytes = 1 << 20;

    /// <summary>Whether a folder has room for tables on a disk.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="bytes">Bytes of the tables.</param>
    public static bool HasRoom(string folder, long bytes)
    {
        try
        {
            var drive = new DriveInfo(folder);
            return drive.DriveType != DriveType.Ram && drive.DriveFormat is not ("tmpfs" or "ramfs") && drive.AvailableFreeSpace >= bytes;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Makes a table of zeros.</summary>
    /// <param name="rows">Number of rows, 0 or more.</param>
    /// <param name="dimension">Length of a row, without padding, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is below its range, or the matrix would exceed 2³¹ numbers.</exception>
    /// <exception cref="IOException">The disk is full, or the file can't be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public PaddedMatrix NewTable(int rows, int dimension)
    {
        long bytes = (long)rows * PaddedMatrix.PaddedLength(dimension) * sizeof(float);
        using FileStream stream = NewFile();
        Fill(stream, Math.Max(1, bytes));
        using var file = MemoryMappedFile.CreateFromFile(stream, mapName: null, 0, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: true);

        // A pointer that is acquired and not released keeps the view, whatever the garbage collector does.
        MemoryMappedViewAccessor view = file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.ReadWrite);
        byte* start = null;
        view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        return new PaddedMatrix(rows, dimension, (float*)start);
    }

    private FileStream NewFile()
    {
        string path = Path.Combine(folder, $"talpa-{Guid.NewGuid():N}.table");
        var stream = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, bufferSize: 0, FileOptions.DeleteOnClose);
        if (!OperatingSystem.IsWindows())
        {
            // The open file lives on without a name, so that nothing is left even when the process is killed.
            File.Delete(path);
        }

        return stream;
    }

    /// <summary>
    /// Writes zeros, so that the room is taken: a page that has none when it is touched would end the process. A file system that compresses takes no room for zeros; there the disk must not be
    /// full.
    /// </summary>
    private static void Fill(FileStream stream, long bytes)
    {
        byte[] zeros = new byte[Math.Min(bytes, ZerosBytes)];
        for (long written = 0; written < bytes; written += zeros.Length)
        {
            stream.Write(zeros, 0, (int)Math.Min(zeros.Length, bytes - written));
        }

        // A file system over a network may report only now that it is full.
        stream.Flush(flushToDisk: true);
    }
}
