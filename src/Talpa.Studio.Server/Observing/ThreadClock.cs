using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Talpa.Studio.Server.Observing;

/// <summary>
/// The processor time of the calling thread, which on a busy computer is much shorter than wall time. .NET has no API for it; Linux and macOS
/// have one (clock_gettime, POSIX). On other systems wall time is used, an upper bound.
/// </summary>
internal static class ThreadClock
{
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    /// <summary>Returns the processor time of this thread since an arbitrary start.</summary>
    public static TimeSpan Now()
    {
        int clock = OperatingSystem.IsLinux() ? LinuxThreadClock : OperatingSystem.IsMacOS() ? MacThreadClock : -1;
        return clock >= 0 && ReadClock(clock, out TimeSpec time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000.0)
            : Stopwatch.GetElapsedTime(0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out TimeSpec time);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct TimeSpec
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
