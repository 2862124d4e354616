using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Talpa.Studio.Server.Watching;

/// <summary>
/// The processor time of the calling thread. On a busy computer the time by the clock can be many times as long. .NET does not tell it;
/// Linux and macOS do (clock_gettime, POSIX). Elsewhere the time by the clock stands for it, which is no less.
/// </summary>
internal static class ThreadClock
{
    private const int LinuxThreadClock = 3;
    private const int MacThreadClock = 16;

    /// <summary>The processor time that this thread has had, from some moment on.</summary>
    public static TimeSpan Now()
    {
        int clock = OperatingSystem.IsLinux() ? LinuxThreadClock : OperatingSystem.IsMacOS() ? MacThreadClock : -1;
        return clock >= 0 && ReadClock(clock, out Moment moment) == 0
            ? TimeSpan.FromSeconds(moment.Seconds) + TimeSpan.FromMicroseconds(moment.Nanoseconds / 1000.0)
            : Stopwatch.GetElapsedTime(0);
    }

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Moment moment);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Moment
    {
        public readonly nint Seconds;
        public readonly nint Nanoseconds;
    }
}
