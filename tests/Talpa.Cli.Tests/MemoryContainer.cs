namespace Talpa.Cli.Tests;

/// <summary>A control group of Linux in which processes have a limit of memory. The running test is skipped where none can be made.</summary>
internal sealed class MemoryContainer : IDisposable
{
    private readonly string _folder;

    public MemoryContainer(long bytes)
    {
        bool isOld = Directory.Exists("/sys/fs/cgroup/memory");
        _folder = Path.Combine(isOld ? "/sys/fs/cgroup/memory" : "/sys/fs/cgroup", $"talpa-{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(_folder);
            File.WriteAllText(Path.Combine(_folder, isOld ? "memory.limit_in_bytes" : "memory.max"), $"{bytes}");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            Dispose();
            Assert.Skip($"a control group with a limit of memory can't be made here: {fault.Message}");
        }
    }

    /// <summary>Takes a shell into it, with all that it starts.</summary>
    public string Enter => $"echo $$ > {_folder}/cgroup.procs";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            // Its files are the system's; it goes as soon as its last process has.
            Directory.Delete(_folder);
        }
    }
}
