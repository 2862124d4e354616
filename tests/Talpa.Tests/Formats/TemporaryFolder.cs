namespace Talpa.Tests.Formats;

/// <summary>A folder of a test's own, gone with all that is in it when the test ends.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>A file system in memory: there flushing thousands of small files to the disk takes no time.</summary>
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
            // A mapped file stays there until the process ends.
        }
    }
}
