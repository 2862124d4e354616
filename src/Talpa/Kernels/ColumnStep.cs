using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

/// <summary>
/// A step of descent with momentum for vectors stored in columns, a rate for each column:
/// <code>
/// AddScaled:      g[i,j] ← g[i,j] + a · x[i,j]
/// SumsOfSquares:  q[j] = Σ_i g[i,j]²
/// Descend:        m[i,j] ← β · m[i,j] + (1 − β) · g[i,j];   x[i,j] ← x[i,j] − rate[j] · m[i,j]
/// </code>
/// Operations: 2, 2 and 5 a number. Traffic: each operand is read once, what changes is written once.
/// </summary>
internal static unsafe class ColumnStep
{
    /// <summary>g ← g + a · x. The columns are a multiple of 16.</summary>
    public static void AddScaled(MatrixView numbers, float factor, MatrixView gradient)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            AddScaled<Simd512, Vector512<float>>(numbers, factor, gradient);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            AddScaled<Simd256, Vector256<float>>(numbers, factor, gradient);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            AddScaled<Simd128, Vector128<float>>(numbers, factor, gradient);
        }
        else
        {
            AddScaled<SimdScalar, float>(numbers, factor, gradient);
        }
    }

    /// <summary>q[j] = Σ_i g[i,j]². The columns are a multiple of 16.</summary>
    public static void SumsOfSquares(MatrixView gradient, Span<float> sums)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            SumsOfSquares<Simd512, Vector512<float>>(gradient, sums);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            SumsOfSquares<Simd256, Vector256<float>>(gradient, sums);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            SumsOfSquares<Simd128, Vector128<float>>(gradient, sums);
        }
        else
        {
            SumsOfSquares<SimdScalar, float>(gradient, sums);
        }
    }

    /// <summary>m ← β · m + (1 − β) · g; x ← x − rate · m. The columns are a multiple of 16.</summary>
    public static void Descend(MatrixView gradient, MatrixView momentum, MatrixView numbers, float beta, ReadOnlySpan<float> rates)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Descend<Simd512, Vector512<float>>(gradient, momentum, numbers, beta, rates);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Descend<Simd256, Vector256<float>>(gradient, momentum, numbers, beta, rates);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Descend<Simd128, Vector128<float>>(gradient, momentum, numbers, beta, rates);
        }
        else
        {
            Descend<SimdScalar, float>(gradient, momentum, numbers, beta, rates);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void AddScaled<TSimd, TVector>(MatrixView numbers, float factor, MatrixView gradient)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(gradient.Columns % PaddedMatrix.Lanes == 0 && numbers.Columns == gradient.Columns && numbers.Rows == gradient.Rows);
        TVector scale = TSimd.Broadcast(factor);
        fixed (float* x = numbers.Numbers, g = gradient.Numbers)
        {
            for (nint i = 0; i < gradient.Rows; i++)
            {
                float* xi = x + (i * numbers.Stride), gi = g + (i * gradient.Stride);
                for (int j = 0; j < gradient.Columns; j += TSimd.Lanes)
                {
                    TSimd.Store(TSimd.MultiplyAdd(scale, TSimd.Load(xi + j), TSimd.Load(gi + j)), gi + j);
                }
            }
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void SumsOfSquares<TSimd, TVector>(MatrixView gradient, Span<float> sums)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(gradient.Columns % PaddedMatrix.Lanes == 0 && sums.Length >= gradient.Columns);
        fixed (float* g = gradient.Numbers, q = sums)
        {
            for (int j = 0; j < gradient.Columns; j += TSimd.Lanes)
            {
                TVector sum = TSimd.Broadcast(0);
                for (nint i = 0; i < gradient.Rows; i++)
                {
                    TVector each = TSimd.Load(g + (i * gradient.Stride) + j);
                    sum = TSimd.MultiplyAdd(each, each, sum);
                }

                TSimd.Store(sum, q + j);
            }
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Descend<TSimd, TVector>(
        MatrixView gradient, MatrixView momentum, MatrixView numbers, float beta, ReadOnlySpan<float> rates)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(gradient.Columns % PaddedMatrix.Lanes == 0 && rates.Length >= gradient.Columns);
        Require(momentum.Columns == gradient.Columns && numbers.Columns == gradient.Columns);
        Require(momentum.Rows == gradient.Rows && numbers.Rows == gradient.Rows);
        TVector old = TSimd.Broadcast(beta);
        TVector fresh = TSimd.Broadcast(1 - beta);
        TVector zero = TSimd.Broadcast(0);
        fixed (float* g = gradient.Numbers, m = momentum.Numbers, x = numbers.Numbers, r = rates)
        {
            for (nint i = 0; i < gradient.Rows; i++)
            {
                float* gi = g + (i * gradient.Stride), mi = m + (i * momentum.Stride), xi = x + (i * numbers.Stride);
                for (int j = 0; j < gradient.Columns; j += TSimd.Lanes)
                {
                    TVector mean = TSimd.MultiplyAdd(fresh, TSimd.Load(gi + j), TSimd.Multiply(old, TSimd.Load(mi + j)));
                    TSimd.Store(mean, mi + j);
                    TVector down = TSimd.Subtract(zero, TSimd.Load(r + j));
                    TSimd.Store(TSimd.MultiplyAdd(down, mean, TSimd.Load(xi + j)), xi + j);
                }
            }
        }
    }

    private static void Require(bool holds)
    {
        if (!holds)
        {
            throw new ArgumentException("The matrices do not fit together.", nameof(holds));
        }
    }
}
