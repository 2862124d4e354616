namespace Talpa.Tests.Formats;

/// <summary>A folder for one test, deleted with its content when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>A file system in memory, where flushing thousands of small files is fast.</summary>
    private const string InMemory = "/dev/shm";

    public TemporaryFolder()
    {
        Folder = Path.Combine(Directory.Exists(InMemory) ? InMemory : Path.GetTempPath(), $"talpa-test-{Guid.NewGuid():N}");
        Directory.CreateDirectory(Folder);
    }

    public string Folder { get; }

    public IEnumerable<string> FileNames => Directory.EnumerateFileSystemEntries(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public string File(string name) => Path.Combine(Folder, name);

    public string Write(string name, ReadOnlySpan<byte> content)
    {
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

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
