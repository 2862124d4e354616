using System.Diagnostics;
using System.Runtime;

namespace Talpa.Cli.Learning;

/// <summary>What the process occupies in the machine's memory.</summary>
internal static class ProcessMemory
{
    /// <summary>What the runtime itself takes on the way: the training's code as it is compiled, buffers of the file written at the end.</summary>
    private const long Runtime = 6_000_000;

    /// <summary>What a worker's thread takes besides its scratch memory.</summary>
    private const long Thread = 250_000;

    /// <summary>The most the process has occupied so far, in bytes.</summary>
    public static long Peak()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }

    /// <summary>What the machine, or the container, has in all, in bytes.</summary>
    public static long Available => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;

    /// <summary>Gives back what the reading of the text left behind.</summary>
    public static void Compact()
    {
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
    }

    /// <summary>The most the process will have occupied when a training is done and saved, in bytes: within a tenth.</summary>
    /// <param name="training">What the training will allocate, in bytes.</param>
    /// <param name="threads">Its threads.</param>
    public static long PeakWith(long training, int threads)
    {
        using var process = Process.GetCurrentProcess();
        long then = process.WorkingSet64 + training + Runtime + (threads * Thread);
        return Math.Max(process.PeakWorkingSet64, then);
    }
}
