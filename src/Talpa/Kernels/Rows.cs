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

    /// <summary>
    /// row += scale · Σ (replica − row), and each replica takes the row; the differences are summed in the order of a <see cref="PairwiseTree"/>.
    /// Operations: 2 · replicas · stride. Traffic: reads and writes the row and each replica once.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="replicas">Tables of the same size.</param>
    /// <param name="row">The row, of the table and of each replica.</param>
    /// <param name="scale">What the sum of the differences is multiplied by.</param>
    public static void Merge(PaddedMatrix table, ReadOnlySpan<PaddedMatrix> replicas, int row, float scale)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Merge<Simd512, Vector512<float>>(table, replicas, row, scale);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Merge<Simd256, Vector256<float>>(table, replicas, row, scale);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Merge<Simd128, Vector128<float>>(table, replicas, row, scale);
        }
        else
        {
            Merge<SimdScalar, float>(table, replicas, row, scale);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Merge<TSimd, TVector>(PaddedMatrix table, ReadOnlySpan<PaddedMatrix> replicas, int row, float scale)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        float** x = stackalloc float*[replicas.Length];
        Locate(table, replicas, row, x);
        float* y = (float*)Unsafe.AsPointer(ref table.PaddedRow(row)[0]);
        TVector a = TSimd.Broadcast(scale);
        for (nuint d = 0; d < (nuint)table.Stride; d += (nuint)TSimd.Lanes)
        {
            TVector here = TSimd.Load(y + d);
            TVector merged = TSimd.MultiplyAdd(a, SumOfDifferences<TSimd, TVector>(x, replicas.Length, d, here), here);
            TSimd.Store(merged, y + d);
            for (int i = 0; i < replicas.Length; i++)
            {
                TSimd.Store(merged, x[i] + d);
            }
        }
    }

    /// <summary>sum = Σ (replica − row), in the order of a <see cref="PairwiseTree"/>. Operations: 2 · replicas · stride. Traffic: reads the row and each replica, writes the sum.</summary>
    /// <param name="table">The table.</param>
    /// <param name="replicas">Tables of the same size.</param>
    /// <param name="row">The row, of the table and of each replica.</param>
    /// <param name="sum">Receives the sum, a padded row.</param>
    public static void SumOfDifferences(PaddedMatrix table, ReadOnlySpan<PaddedMatrix> replicas, int row, Span<float> sum)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SumOfDifferences<Simd512, Vector512<float>>(table, replicas, row, sum);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SumOfDifferences<Simd256, Vector256<float>>(table, replicas, row, sum);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            SumOfDifferences<Simd128, Vector128<float>>(table, replicas, row, sum);
        }
        else
        {
            SumOfDifferences<SimdScalar, float>(table, replicas, row, sum);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void SumOfDifferences<TSimd, TVector>(PaddedMatrix table, ReadOnlySpan<PaddedMatrix> replicas, int row, Span<float> sum)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        float** x = stackalloc float*[replicas.Length];
        Locate(table, replicas, row, x);
        if (sum.Length != table.Stride)
        {
            ThrowLengths();
        }

        float* y = (float*)Unsafe.AsPointer(ref table.PaddedRow(row)[0]);
        fixed (float* target = sum)
        {
            for (nuint d = 0; d < (nuint)table.Stride; d += (nuint)TSimd.Lanes)
            {
                TSimd.Store(SumOfDifferences<TSimd, TVector>(x, replicas.Length, d, TSimd.Load(y + d)), target + d);
            }
        }
    }

    private static TVector SumOfDifferences<TSimd, TVector>(float** x, int count, nuint d, TVector here)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        switch (count)
        {
            case 1:
                return TSimd.Subtract(TSimd.Load(x[0] + d), here);
            case 2:
                return TSimd.Add(TSimd.Subtract(TSimd.Load(x[0] + d), here), TSimd.Subtract(TSimd.Load(x[1] + d), here));
            default:
                int left = PairwiseTree.LeftLeaves(count);
                return TSimd.Add(SumOfDifferences<TSimd, TVector>(x, left, d, here), SumOfDifferences<TSimd, TVector>(x + left, count - left, d, here));
        }
    }

    /// <summary>Finds a row in each replica. A table's numbers stay where they are.</summary>
    private static void Locate(PaddedMatrix table, ReadOnlySpan<PaddedMatrix> replicas, int row, float** x)
    {
        for (int i = 0; i < replicas.Length; i++)
        {
            Span<float> replica = replicas[i].PaddedRow(row);
            if (replica.Length != table.Stride)
            {
                ThrowLengths();
            }

            x[i] = (float*)Unsafe.AsPointer(ref replica[0]);
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
