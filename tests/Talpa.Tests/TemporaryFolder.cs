namespace Talpa.Tests;

/// <summary>A folder for one test, deleted with its content when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>A file system in memory, where flushing thousands of small files is fast.</summary>
    private const string InMemory = "/dev/shm";

    /// <summary>Free bytes that it must have: in a container it often has 64 MB in all.</summary>
    private const long MinRoom = 1 << 30;

    private static readonly string Parent = Directory.Exists(InMemory) && new DriveInfo(InMemory).AvailableFreeSpace >= MinRoom ? InMemory : Path.GetTempPath();

    public TemporaryFolder()
    {
        Folder = Path.Combine(Parent, $"talpa-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    /// <summary>The names of the files and folders in it, without those of its folders.</summary>
    public IEnumerable<string> FileNames => Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file, which may lie in a folder of it.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string name, ReadOnlySpan<byte> content)
    {
        string path = File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        System.IO.File.WriteAllBytes(path, content);
        return path;
    }

    /// <summary>Writes a file of text.</summary>
    /// <returns>The path of the file.</returns>
    public string Write(string name, string text) => Write(name, System.Text.Encoding.UTF8.GetBytes(text));

    public void Dispose()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (UnauthorizedAccessException) when (OperatingSystem.IsWindows())
        {
            // A mapped file can't be deleted until the process ends.
        }
    }
}
