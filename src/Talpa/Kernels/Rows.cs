using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Talpa.Kernels.Simd;

namespace Talpa.Kernels;

/// <summary>
/// Moves rows between a table and the scratch memory: y += a · x over one padded row, and its prefetch.
/// Operations: 2 · stride. Traffic: reads 2 · stride numbers, writes one.
/// </summary>
internal static unsafe class Rows
{
    /// <summary>target += scale · source, over whole padded rows of one length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddScaled(Span<float> target, float scale, ReadOnlySpan<float> source)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaled<Simd512, Vector512<float>>(target, scale, source);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddScaled<Simd256, Vector256<float>>(target, scale, source);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddScaled<Simd128, Vector128<float>>(target, scale, source);
        }
        else
        {
            AddScaled<SimdScalar, float>(target, scale, source);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void AddScaled<TSimd, TVector>(Span<float> target, float scale, ReadOnlySpan<float> source)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        if (target.Length != source.Length || target.Length % VectorTable.Lanes != 0)
        {
            ThrowLengths();
        }

        fixed (float* y = target, x = source)
        {
            TVector a = TSimd.Broadcast(scale);
            for (nuint d = 0; d < (nuint)target.Length; d += (nuint)TSimd.Lanes)
            {
                TSimd.Store(TSimd.MultiplyAdd(a, TSimd.Load(x + d), TSimd.Load(y + d)), y + d);
            }
        }
    }

    /// <summary>Asks the memory for a row that will be needed soon; changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ReadOnlySpan<float> row)
    {
        if (Sse.IsSupported)
        {
            fixed (float* start = row)
            {
                for (int d = 0; d < row.Length; d += VectorTable.Lanes)
                {
                    Sse.Prefetch0(start + d);
                }
            }
        }
    }

    private static void ThrowLengths() => throw new ArgumentException("Rows must be of one length, a multiple of 16.", "source");
}
