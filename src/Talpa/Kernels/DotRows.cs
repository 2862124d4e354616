using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// Dot products of one query q with the rows u of a table:
/// <code>
/// products[j] = q · u[j]
/// </code>
/// Operations: 2 · R · stride. Traffic: every row is read once, which is all the time it takes when the table is larger than the caches: half an
/// operation a byte. So rows are taken in fours, and those some way ahead are fetched from memory meanwhile.
/// </summary>
internal static unsafe class DotRows
{
    private const int Block = 4;

    /// <summary>How far ahead of its use a row is fetched: enough for a core to have as many lines under way as it can.</summary>
    private const int PrefetchNumbers = 2048;

    /// <summary>All products.</summary>
    /// <param name="query">A padded vector.</param>
    /// <param name="rows">R rows of the query's length, one after the other.</param>
    /// <param name="products">Receives R numbers.</param>
    public static void Multiply(ReadOnlySpan<float> query, ReadOnlySpan<float> rows, Span<float> products)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<Simd512, Vector512<float>>(query, rows, products);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Multiply<Simd256, Vector256<float>>(query, rows, products);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Multiply<Simd128, Vector128<float>>(query, rows, products);
        }
        else
        {
            Multiply<SimdScalar, float>(query, rows, products);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Multiply<TSimd, TVector>(ReadOnlySpan<float> query, ReadOnlySpan<float> rows, Span<float> products)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        if (query.Length % PaddedMatrix.Lanes != 0 || rows.Length != (long)query.Length * products.Length)
        {
            ThrowSizes();
        }

        nuint stride = (nuint)query.Length;
        fixed (float* q = query, u = rows, s = products)
        {
            int j = 0;
            for (; j + Block <= products.Length; j += Block)
            {
                MultiplyFour<TSimd, TVector>(q, u + ((nuint)j * stride), stride).Store(s + j);
            }

            for (; j < products.Length; j++)
            {
                float* row = u + ((nuint)j * stride);
                TVector sum = TSimd.Broadcast(0);
                for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
                {
                    sum = TSimd.MultiplyAdd(TSimd.Load(q + d), TSimd.Load(row + d), sum);
                }

                s[j] = TSimd.Sum(sum);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> MultiplyFour<TSimd, TVector>(float* query, float* rows, nuint stride)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        float* u1 = rows + stride, u2 = u1 + stride, u3 = u2 + stride;
        TVector zero = TSimd.Broadcast(0);
        TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        for (nuint d = 0; d < stride; d += (nuint)TSimd.Lanes)
        {
            if (Sse.IsSupported && d % PaddedMatrix.Lanes == 0)
            {
                // Lines in memory order, four for the four that are read here.
                float* ahead = rows + (Block * d) + PrefetchNumbers;
                Sse.Prefetch0(ahead);
                Sse.Prefetch0(ahead + PaddedMatrix.Lanes);
                Sse.Prefetch0(ahead + (2 * PaddedMatrix.Lanes));
                Sse.Prefetch0(ahead + (3 * PaddedMatrix.Lanes));
            }

            TVector x = TSimd.Load(query + d);
            s0 = TSimd.MultiplyAdd(x, TSimd.Load(rows + d), s0);
            s1 = TSimd.MultiplyAdd(x, TSimd.Load(u1 + d), s1);
            s2 = TSimd.MultiplyAdd(x, TSimd.Load(u2 + d), s2);
            s3 = TSimd.MultiplyAdd(x, TSimd.Load(u3 + d), s3);
        }

        return TSimd.Sums(s0, s1, s2, s3);
    }

    private static void ThrowSizes() => throw new ArgumentException("The query, the rows and the room for their products do not fit together.", "products");
}
