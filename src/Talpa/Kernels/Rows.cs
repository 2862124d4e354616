using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// Moves rows between tables: y += a · x over one padded row, y += x over several, and the prefetch of a row.
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
        if (target.Length != source.Length || target.Length % PaddedMatrix.Lanes != 0)
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

    /// <summary>Adds row i of <paramref name="delta"/> to the i-th row of a set, one after the other: a row that occurs twice takes both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddEach(RowSet target, ReadOnlySpan<float> delta)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddEach<Simd512, Vector512<float>>(target, delta);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddEach<Simd256, Vector256<float>>(target, delta);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddEach<Simd128, Vector128<float>>(target, delta);
        }
        else
        {
            AddEach<SimdScalar, float>(target, delta);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void AddEach<TSimd, TVector>(RowSet target, ReadOnlySpan<float> delta)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nuint stride = (nuint)target.Table.Stride;
        if ((nuint)delta.Length < (nuint)target.Count * stride)
        {
            ThrowLengths();
        }

        fixed (float* table = target.Table.Padded, first = delta)
        {
            float* x = first;
            foreach (int row in target.Rows)
            {
                if ((uint)row >= (uint)target.Table.Rows)
                {
                    ThrowLengths();
                }

                float* y = table + ((nuint)(uint)row * stride);
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    TSimd.Store(TSimd.Add(TSimd.Load(y + d), TSimd.Load(x + d)), y + d);
                }

                x += stride;
            }
        }
    }

    /// <summary>target += scale · Σ (source − target), over whole padded rows; the sources are added up in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddDifferences(Span<float> target, float scale, RowSet sources)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddDifferences<Simd512, Vector512<float>>(target, scale, sources);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddDifferences<Simd256, Vector256<float>>(target, scale, sources);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddDifferences<Simd128, Vector128<float>>(target, scale, sources);
        }
        else
        {
            AddDifferences<SimdScalar, float>(target, scale, sources);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void AddDifferences<TSimd, TVector>(Span<float> target, float scale, RowSet sources)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nuint stride = (nuint)sources.Table.Stride;
        if ((nuint)target.Length != stride)
        {
            ThrowLengths();
        }

        foreach (int row in sources.Rows)
        {
            if ((uint)row >= (uint)sources.Table.Rows)
            {
                ThrowLengths();
            }
        }

        fixed (float* y = target, table = sources.Table.Padded)
        {
            TVector a = TSimd.Broadcast(scale);
            for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
            {
                TVector here = TSimd.Load(y + d);
                TVector sum = TSimd.Broadcast(0);
                foreach (int row in sources.Rows)
                {
                    sum = TSimd.Add(sum, TSimd.Subtract(TSimd.Load(table + ((nuint)(uint)row * stride) + d), here));
                }

                TSimd.Store(TSimd.MultiplyAdd(a, sum, here), y + d);
            }
        }
    }

    /// <summary>Fetches a row that will be needed soon; changes nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Prefetch(ReadOnlySpan<float> row)
    {
        if (Sse.IsSupported)
        {
            fixed (float* start = row)
            {
                for (int d = 0; d < row.Length; d += PaddedMatrix.Lanes)
                {
                    Sse.Prefetch0(start + d);
                }
            }
        }
    }

    private static void ThrowLengths() => throw new ArgumentException("Rows must be of one length, a multiple of 16, and be in their table.", "source");
}
