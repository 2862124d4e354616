using System.Runtime.InteropServices;

namespace Talpa.Memory;

/// <summary>
/// Requests that Linux backs a large table with pages of 2 MB instead of 4 KB. Training touches rows all over the table; with small pages nearly
/// every row costs a walk through the page tables besides the row itself. Elsewhere, or when refused, nothing changes.
/// </summary>
internal static partial class HugePages
{
    private const int MadviseHugePage = 14;
    private const nuint PageSize = 4096;

    /// <summary>Below this, small pages are as good.</summary>
    private const int WorthIt = 8 * 1024 * 1024;

    /// <summary>Requests large pages for a pinned array that has not been written yet.</summary>
    public static unsafe void Request(float[] pinned)
    {
        if (!OperatingSystem.IsLinux() || (long)pinned.Length * sizeof(float) < WorthIt)
        {
            return;
        }

        fixed (float* start = pinned)
        {
            nuint first = ((nuint)start + PageSize - 1) / PageSize * PageSize;
            nuint end = (nuint)(start + pinned.Length) / PageSize * PageSize;

            // Advice: a refusal changes nothing but the speed.
            _ = Madvise((void*)first, end - first, MadviseHugePage);
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Madvise(void* start, nuint length, int advice);
}
