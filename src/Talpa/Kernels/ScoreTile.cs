using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// Scores to exponentials, row by row of a tile: a part of a softmax whose other parts are worked out elsewhere. With the maximum and the
/// sum of every part at hand, the whole is put together exactly, and no score overflows. About 18 operations a number, three passes over a
/// tile that lies in the second-level cache.
/// </summary>
internal static unsafe class ScoreTile
{
    /// <summary>s[i,j] ← exp(s[i,j] − max s[i,·]). The columns are a multiple of 16.</summary>
    /// <param name="scores">The tile.</param>
    /// <param name="largest">Receives max s[i,·] of each row.</param>
    /// <param name="sums">Receives the sum of each row's exponentials.</param>
    public static void Exponentials(MatrixView scores, Span<float> largest, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Exponentials<Simd512, Vector512<float>>(scores, largest, sums);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Exponentials<Simd256, Vector256<float>>(scores, largest, sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Exponentials<Simd128, Vector128<float>>(scores, largest, sums);
        }
        else
        {
            Exponentials<SimdScalar, float>(scores, largest, sums);
        }
    }

    /// <summary>e[i,j] ← factor[i] · e[i,j]. The columns are a multiple of 16.</summary>
    public static void Scale(MatrixView numbers, ReadOnlySpan<float> factors)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Scale<Simd512, Vector512<float>>(numbers, factors);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Scale<Simd256, Vector256<float>>(numbers, factors);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Scale<Simd128, Vector128<float>>(numbers, factors);
        }
        else
        {
            Scale<SimdScalar, float>(numbers, factors);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Exponentials<TSimd, TVector>(MatrixView scores, Span<float> largest, Span<float> sums)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        for (int i = 0; i < scores.Rows; i++)
        {
            (largest[i], sums[i]) = Row<TSimd, TVector>(scores[i]);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Scale<TSimd, TVector>(MatrixView numbers, ReadOnlySpan<float> factors)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        for (int i = 0; i < numbers.Rows; i++)
        {
            TVector factor = TSimd.Broadcast(factors[i]);
            Span<float> row = numbers[i];
            RequireLanes(row);
            fixed (float* e = row)
            {
                for (int j = 0; j < row.Length; j += TSimd.Lanes)
                {
                    TSimd.Store(TSimd.Multiply(factor, TSimd.Load(e + j)), e + j);
                }
            }
        }
    }

    private static (float Largest, float Sum) Row<TSimd, TVector>(Span<float> row)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        RequireLanes(row);
        fixed (float* s = row)
        {
            TVector max = TSimd.Load(s);
            for (int j = TSimd.Lanes; j < row.Length; j += TSimd.Lanes)
            {
                max = TSimd.Max(max, TSimd.Load(s + j));
            }

            float largest = TSimd.Largest(max);
            TVector down = TSimd.Broadcast(-largest);
            TVector sum = TSimd.Broadcast(0);
            for (int j = 0; j < row.Length; j += TSimd.Lanes)
            {
                TVector e = Elementary<TSimd, TVector>.Exp(TSimd.Add(TSimd.Load(s + j), down));
                TSimd.Store(e, s + j);
                sum = TSimd.Add(sum, e);
            }

            return (largest, TSimd.Sum(sum));
        }
    }

    private static void RequireLanes(ReadOnlySpan<float> row)
    {
        if (row.Length % PaddedMatrix.Lanes != 0)
        {
            throw new ArgumentException("Rows must be a multiple of 16 long.", nameof(row));
        }
    }
}
