using System.Globalization;

namespace Talpa.Mpi.Checks;

/// <summary>The processors of the host, and those that this process may use. A launcher may bind a rank to few of them.</summary>
internal static class ProcessorAffinity
{
    private const string StatusName = "Cpus_allowed_list:";

    /// <summary>Which processors this process may use, such as "0-3,8"; empty where the system does not report it.</summary>
    public static string List { get; } = Read("/proc/self/status", lines =>
        lines.FirstOrDefault(line => line.StartsWith(StatusName, StringComparison.Ordinal))?[StatusName.Length..].Trim()) ?? "";

    /// <summary>The number of processors of the host, at least those that this process may use.</summary>
    public static int HostProcessors { get; } =
        Math.Max(Environment.ProcessorCount, Read("/sys/devices/system/cpu/online", lines => lines.FirstOrDefault()) is { } online ? Count(online) : 0);

    /// <summary>The number of processors in a list such as "0-3,8".</summary>
    public static int Count(string list)
    {
        int count = 0;
        foreach (string range in list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string[] ends = range.Split('-');
            count += ends.Length <= 2 && int.TryParse(ends[0], CultureInfo.InvariantCulture, out int first) && int.TryParse(ends[^1], CultureInfo.InvariantCulture, out int last)
                ? last - first + 1
                : 0;
        }

        return count;
    }

    private static string? Read(string path, Func<string[], string?> find)
    {
        try
        {
            return File.Exists(path) ? find(File.ReadAllLines(path)) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
