using System.Runtime.InteropServices;

namespace Talpa.Tests.Storage;

/// <summary>
/// Limits the length of all files that this process writes, until disposed. The system writes the bytes that fit, perhaps part of a write, and
/// then reports an error. The limit applies to the whole process, so tests that use it run in a separate one.
/// </summary>
internal sealed partial class FileSizeLimit : IDisposable
{
    /// <summary>The values of RLIMIT_FSIZE and SIGXFSZ on Linux.</summary>
    private const int FileSize = 1;
    private const int FileSizeSignal = 25;
    private const nint Ignore = 1;

    private readonly Limits _before;

    public FileSizeLimit(long bytes)
    {
        // The signal would end the process before the write could report anything.
        _ = Signal(FileSizeSignal, Ignore);
        Require(GetLimits(FileSize, out _before));
        Require(SetLimits(FileSize, _before with { Soft = (ulong)bytes }));
    }

    public void Dispose() => Require(SetLimits(FileSize, _before));

    private static void Require(int result) => Assert.True(result == 0, $"the limit can't be set: error {Marshal.GetLastPInvokeError()}");

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint Signal(int signal, nint action);

    [LibraryImport("libc", EntryPoint = "getrlimit", SetLastError = true)]
    private static partial int GetLimits(int resource, out Limits limits);

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimits(int resource, in Limits limits);

    private record struct Limits(ulong Soft, ulong Hard);
}
