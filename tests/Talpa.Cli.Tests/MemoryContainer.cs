namespace Talpa.Cli.Tests;

/// <summary>A Linux control group with a memory limit. Skips the running test if it can't be created.</summary>
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
            Assert.Skip($"a control group with a memory limit can't be created: {fault.Message}");
        }
    }

    /// <summary>The command that moves a shell and its child processes into the group.</summary>
    public string Enter => $"echo $$ > {_folder}/cgroup.procs";

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            // The system owns its files. The folder can be removed when its last process has ended.
            Directory.Delete(_folder);
        }
    }
}
