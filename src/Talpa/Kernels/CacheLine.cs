using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Talpa.Kernels;

/// <summary>Hints to the processor's caches.</summary>
internal static unsafe class CacheLine
{
    /// <summary>
    /// Fetches the line that holds a value without waiting for it: read some hundred instructions later, it is in the cache. A hint: it changes no result,
    /// and does nothing where .NET has no instruction for it (ARM).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch<T>(ref readonly T value)
        where T : unmanaged
    {
        if (Sse.IsSupported)
        {
            // The collector may move the value meanwhile; then another line is fetched, which does no harm.
            Sse.Prefetch0(Unsafe.AsPointer(ref Unsafe.AsRef(in value)));
        }
    }
}
