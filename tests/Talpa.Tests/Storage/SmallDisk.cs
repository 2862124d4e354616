using System.Diagnostics;

namespace Talpa.Tests.Storage;

/// <summary>A file system in memory with a size in whole pages. Skips the running test if it can't be mounted.</summary>
internal sealed class SmallDisk : IDisposable
{
    public const int PageBytes = 4096;

    private readonly string _root = Directory.CreateTempSubdirectory("talpa-disk-").FullName;
    private readonly int _pages;

    public SmallDisk(int pages)
    {
        _pages = pages;
        (int code, string error) = Run("mount", "-t", "tmpfs", "-o", $"size={pages * PageBytes}", "tmpfs", _root);
        if (code != 0)
        {
            Directory.Delete(_root);
            Assert.Skip($"a small file system can't be mounted: {error.Trim()}");
        }
    }

    public IReadOnlyList<string> Names => [.. Directory.EnumerateFileSystemEntries(_root).Select(path => Path.GetFileName(path)).Where(name => name != "filler").Order(StringComparer.Ordinal)];

    public string Folder => _root;

    public string File(string name) => Path.Combine(_root, name);

    /// <summary>Fills the disk except for a number of pages. Nothing else may write to the disk during the call.</summary>
    public void LeaveFree(int pages)
    {
        string filler = File("filler");
        System.IO.File.Delete(filler);
        long used = Directory.EnumerateFiles(_root).Sum(path => (new FileInfo(path).Length + PageBytes - 1) / PageBytes);
        System.IO.File.WriteAllBytes(filler, new byte[Math.Max(0, _pages - used - pages) * PageBytes]);
    }

    public void Dispose()
    {
        // Lazily: a process that another test is starting may hold a file of the disk for a moment, because it begins as a copy of this one.
        _ = Run("umount", "--lazy", _root);
        Directory.Delete(_root);
    }

    private static (int Code, string Error) Run(string program, params string[] arguments)
    {
        if (!OperatingSystem.IsLinux())
        {
            return (1, "this is not Linux");
        }

        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, error);
    }
}
