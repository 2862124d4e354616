using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;

namespace Talpa.Kernels;

/// <summary>
/// The two matrix products of the exact softmax, for matrices that fit the second-level cache and lie as they are needed, so that
/// nothing is packed:
/// <code>
/// Outer:  C[m,n] = Σ_k A[k,m] · B[k,n]      a step k adds the product of a column and a row
/// Inner:  C[m,n] = Σ_k A[m,k] · B[n,k]      every result is the scalar product of two rows
/// </code>
/// Operations: 2 · M · N · K each. With 512-bit registers a tile of C, 8 × 48 or 6 × 4, stays in 24 of the 32 registers: a step of
/// Outer is 3 loads, 8 broadcasts and 24 fused multiply-adds, a step of Inner 10 loads and 24. With 16 registers the tiles are half as tall.
/// </summary>
internal static unsafe class MatrixTile
{
    /// <summary>M of <see cref="Outer"/> is a multiple of this.</summary>
    public const int OuterRows = 8;

    /// <summary>N of <see cref="Outer"/> is a multiple of this.</summary>
    public const int OuterColumns = 48;

    /// <summary>M of <see cref="Inner"/> is a multiple of this.</summary>
    public const int InnerRows = 6;

    /// <summary>N of <see cref="Inner"/> is a multiple of this.</summary>
    public const int InnerColumns = 4;

    /// <summary>C[m,n] = Σ_k A[k,m] · B[k,n]; C is written over.</summary>
    public static void Outer(MatrixView a, MatrixView b, MatrixView c)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Outer<Simd512, Vector512<float>>(a, b, c);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Outer<Simd256, Vector256<float>>(a, b, c);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Outer<Simd128, Vector128<float>>(a, b, c);
        }
        else
        {
            Outer<SimdScalar, float>(a, b, c);
        }
    }

    /// <summary>C[m,n] = Σ_k A[m,k] · B[n,k]; C is written over. K is a multiple of 16.</summary>
    public static void Inner(MatrixView a, MatrixView b, MatrixView c)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Inner<Simd512, Vector512<float>>(a, b, c);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Inner<Simd256, Vector256<float>>(a, b, c);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Inner<Simd128, Vector128<float>>(a, b, c);
        }
        else
        {
            Inner<SimdScalar, float>(a, b, c);
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Outer<TSimd, TVector>(MatrixView a, MatrixView b, MatrixView c)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(a.Rows == b.Rows && a.Columns == c.Rows && b.Columns == c.Columns);
        Require(c.Rows % OuterRows == 0 && c.Columns % OuterColumns == 0);
        int width = 3 * TSimd.Lanes;
        fixed (float* pa = a.Numbers, pb = b.Numbers, pc = c.Numbers)
        {
            // 48 columns of B stay in the first-level cache while all of A passes by.
            for (int n = 0; n < c.Columns; n += width)
            {
                for (int m = 0; m < c.Rows; m += OuterRows)
                {
                    float* target = pc + ((nint)m * c.Stride) + n;
                    if (TSimd.Lanes == VectorTable.Lanes)
                    {
                        OuterEight<TSimd, TVector>(pa + m, a.Stride, pb + n, b.Stride, target, c.Stride, a.Rows);
                    }
                    else
                    {
                        OuterFour<TSimd, TVector>(pa + m, a.Stride, pb + n, b.Stride, target, c.Stride, a.Rows);
                        OuterFour<TSimd, TVector>(pa + m + 4, a.Stride, pb + n, b.Stride, target + (4 * (nint)c.Stride), c.Stride, a.Rows);
                    }
                }
            }
        }
    }

    /// <summary>The same, for one register width.</summary>
    internal static void Inner<TSimd, TVector>(MatrixView a, MatrixView b, MatrixView c)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(a.Columns == b.Columns && a.Rows == c.Rows && b.Rows == c.Columns);
        Require(c.Rows % InnerRows == 0 && c.Columns % InnerColumns == 0 && a.Columns % VectorTable.Lanes == 0);
        fixed (float* pa = a.Numbers, pb = b.Numbers, pc = c.Numbers)
        {
            // Six rows of A stay in the first-level cache while all of B passes by.
            for (int m = 0; m < c.Rows; m += InnerRows)
            {
                for (int n = 0; n < c.Columns; n += InnerColumns)
                {
                    float* left = pa + ((nint)m * a.Stride);
                    float* right = pb + ((nint)n * b.Stride);
                    float* target = pc + ((nint)m * c.Stride) + n;
                    if (TSimd.Lanes == VectorTable.Lanes)
                    {
                        InnerSix<TSimd, TVector>(left, a.Stride, right, b.Stride, target, c.Stride, a.Columns);
                    }
                    else
                    {
                        InnerThree<TSimd, TVector>(left, a.Stride, right, b.Stride, target, c.Stride, a.Columns);
                        InnerThree<TSimd, TVector>(
                            left + (3 * (nint)a.Stride), a.Stride, right, b.Stride, target + (3 * (nint)c.Stride), c.Stride, a.Columns);
                    }
                }
            }
        }
    }

    /// <summary>A tile of eight rows and three registers' columns; 24 sums.</summary>
    private static void OuterEight<TSimd, TVector>(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int steps)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nint one = TSimd.Lanes, two = 2 * TSimd.Lanes;
        TVector zero = TSimd.Broadcast(0);
        TVector x0 = zero, y0 = zero, z0 = zero;
        TVector x1 = zero, y1 = zero, z1 = zero;
        TVector x2 = zero, y2 = zero, z2 = zero;
        TVector x3 = zero, y3 = zero, z3 = zero;
        TVector x4 = zero, y4 = zero, z4 = zero;
        TVector x5 = zero, y5 = zero, z5 = zero;
        TVector x6 = zero, y6 = zero, z6 = zero;
        TVector x7 = zero, y7 = zero, z7 = zero;
        for (int k = 0; k < steps; k++)
        {
            TVector bx = TSimd.Load(b), by = TSimd.Load(b + one), bz = TSimd.Load(b + two);
            TVector each = TSimd.Broadcast(a[0]);
            x0 = TSimd.MultiplyAdd(each, bx, x0);
            y0 = TSimd.MultiplyAdd(each, by, y0);
            z0 = TSimd.MultiplyAdd(each, bz, z0);
            each = TSimd.Broadcast(a[1]);
            x1 = TSimd.MultiplyAdd(each, bx, x1);
            y1 = TSimd.MultiplyAdd(each, by, y1);
            z1 = TSimd.MultiplyAdd(each, bz, z1);
            each = TSimd.Broadcast(a[2]);
            x2 = TSimd.MultiplyAdd(each, bx, x2);
            y2 = TSimd.MultiplyAdd(each, by, y2);
            z2 = TSimd.MultiplyAdd(each, bz, z2);
            each = TSimd.Broadcast(a[3]);
            x3 = TSimd.MultiplyAdd(each, bx, x3);
            y3 = TSimd.MultiplyAdd(each, by, y3);
            z3 = TSimd.MultiplyAdd(each, bz, z3);
            each = TSimd.Broadcast(a[4]);
            x4 = TSimd.MultiplyAdd(each, bx, x4);
            y4 = TSimd.MultiplyAdd(each, by, y4);
            z4 = TSimd.MultiplyAdd(each, bz, z4);
            each = TSimd.Broadcast(a[5]);
            x5 = TSimd.MultiplyAdd(each, bx, x5);
            y5 = TSimd.MultiplyAdd(each, by, y5);
            z5 = TSimd.MultiplyAdd(each, bz, z5);
            each = TSimd.Broadcast(a[6]);
            x6 = TSimd.MultiplyAdd(each, bx, x6);
            y6 = TSimd.MultiplyAdd(each, by, y6);
            z6 = TSimd.MultiplyAdd(each, bz, z6);
            each = TSimd.Broadcast(a[7]);
            x7 = TSimd.MultiplyAdd(each, bx, x7);
            y7 = TSimd.MultiplyAdd(each, by, y7);
            z7 = TSimd.MultiplyAdd(each, bz, z7);
            a += aStride;
            b += bStride;
        }

        TSimd.Store(x0, c);
        TSimd.Store(y0, c + one);
        TSimd.Store(z0, c + two);
        c += cStride;
        TSimd.Store(x1, c);
        TSimd.Store(y1, c + one);
        TSimd.Store(z1, c + two);
        c += cStride;
        TSimd.Store(x2, c);
        TSimd.Store(y2, c + one);
        TSimd.Store(z2, c + two);
        c += cStride;
        TSimd.Store(x3, c);
        TSimd.Store(y3, c + one);
        TSimd.Store(z3, c + two);
        c += cStride;
        TSimd.Store(x4, c);
        TSimd.Store(y4, c + one);
        TSimd.Store(z4, c + two);
        c += cStride;
        TSimd.Store(x5, c);
        TSimd.Store(y5, c + one);
        TSimd.Store(z5, c + two);
        c += cStride;
        TSimd.Store(x6, c);
        TSimd.Store(y6, c + one);
        TSimd.Store(z6, c + two);
        c += cStride;
        TSimd.Store(x7, c);
        TSimd.Store(y7, c + one);
        TSimd.Store(z7, c + two);
    }

    /// <summary>A tile of four rows and three registers' columns; 12 sums.</summary>
    private static void OuterFour<TSimd, TVector>(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int steps)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        nint one = TSimd.Lanes, two = 2 * TSimd.Lanes;
        TVector zero = TSimd.Broadcast(0);
        TVector x0 = zero, y0 = zero, z0 = zero;
        TVector x1 = zero, y1 = zero, z1 = zero;
        TVector x2 = zero, y2 = zero, z2 = zero;
        TVector x3 = zero, y3 = zero, z3 = zero;
        for (int k = 0; k < steps; k++)
        {
            TVector bx = TSimd.Load(b), by = TSimd.Load(b + one), bz = TSimd.Load(b + two);
            TVector each = TSimd.Broadcast(a[0]);
            x0 = TSimd.MultiplyAdd(each, bx, x0);
            y0 = TSimd.MultiplyAdd(each, by, y0);
            z0 = TSimd.MultiplyAdd(each, bz, z0);
            each = TSimd.Broadcast(a[1]);
            x1 = TSimd.MultiplyAdd(each, bx, x1);
            y1 = TSimd.MultiplyAdd(each, by, y1);
            z1 = TSimd.MultiplyAdd(each, bz, z1);
            each = TSimd.Broadcast(a[2]);
            x2 = TSimd.MultiplyAdd(each, bx, x2);
            y2 = TSimd.MultiplyAdd(each, by, y2);
            z2 = TSimd.MultiplyAdd(each, bz, z2);
            each = TSimd.Broadcast(a[3]);
            x3 = TSimd.MultiplyAdd(each, bx, x3);
            y3 = TSimd.MultiplyAdd(each, by, y3);
            z3 = TSimd.MultiplyAdd(each, bz, z3);
            a += aStride;
            b += bStride;
        }

        TSimd.Store(x0, c);
        TSimd.Store(y0, c + one);
        TSimd.Store(z0, c + two);
        c += cStride;
        TSimd.Store(x1, c);
        TSimd.Store(y1, c + one);
        TSimd.Store(z1, c + two);
        c += cStride;
        TSimd.Store(x2, c);
        TSimd.Store(y2, c + one);
        TSimd.Store(z2, c + two);
        c += cStride;
        TSimd.Store(x3, c);
        TSimd.Store(y3, c + one);
        TSimd.Store(z3, c + two);
    }

    /// <summary>A tile of six rows and four columns; 24 sums.</summary>
    private static void InnerSix<TSimd, TVector>(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int length)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        float* a1 = a + aStride, a2 = a1 + aStride, a3 = a2 + aStride, a4 = a3 + aStride, a5 = a4 + aStride;
        float* b1 = b + bStride, b2 = b1 + bStride, b3 = b2 + bStride;
        TVector zero = TSimd.Broadcast(0);
        TVector p0 = zero, p1 = zero, p2 = zero, p3 = zero;
        TVector q0 = zero, q1 = zero, q2 = zero, q3 = zero;
        TVector r0 = zero, r1 = zero, r2 = zero, r3 = zero;
        TVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
        TVector t0 = zero, t1 = zero, t2 = zero, t3 = zero;
        TVector u0 = zero, u1 = zero, u2 = zero, u3 = zero;
        for (nint k = 0; k < length; k += TSimd.Lanes)
        {
            TVector p = TSimd.Load(a + k), q = TSimd.Load(a1 + k), r = TSimd.Load(a2 + k), s = TSimd.Load(a3 + k), t = TSimd.Load(a4 + k), u = TSimd.Load(a5 + k);
            TVector each = TSimd.Load(b + k);
            p0 = TSimd.MultiplyAdd(p, each, p0);
            q0 = TSimd.MultiplyAdd(q, each, q0);
            r0 = TSimd.MultiplyAdd(r, each, r0);
            s0 = TSimd.MultiplyAdd(s, each, s0);
            t0 = TSimd.MultiplyAdd(t, each, t0);
            u0 = TSimd.MultiplyAdd(u, each, u0);
            each = TSimd.Load(b1 + k);
            p1 = TSimd.MultiplyAdd(p, each, p1);
            q1 = TSimd.MultiplyAdd(q, each, q1);
            r1 = TSimd.MultiplyAdd(r, each, r1);
            s1 = TSimd.MultiplyAdd(s, each, s1);
            t1 = TSimd.MultiplyAdd(t, each, t1);
            u1 = TSimd.MultiplyAdd(u, each, u1);
            each = TSimd.Load(b2 + k);
            p2 = TSimd.MultiplyAdd(p, each, p2);
            q2 = TSimd.MultiplyAdd(q, each, q2);
            r2 = TSimd.MultiplyAdd(r, each, r2);
            s2 = TSimd.MultiplyAdd(s, each, s2);
            t2 = TSimd.MultiplyAdd(t, each, t2);
            u2 = TSimd.MultiplyAdd(u, each, u2);
            each = TSimd.Load(b3 + k);
            p3 = TSimd.MultiplyAdd(p, each, p3);
            q3 = TSimd.MultiplyAdd(q, each, q3);
            r3 = TSimd.MultiplyAdd(r, each, r3);
            s3 = TSimd.MultiplyAdd(s, each, s3);
            t3 = TSimd.MultiplyAdd(t, each, t3);
            u3 = TSimd.MultiplyAdd(u, each, u3);
        }

        TSimd.Sums(p0, p1, p2, p3).Store(c);
        c += cStride;
        TSimd.Sums(q0, q1, q2, q3).Store(c);
        c += cStride;
        TSimd.Sums(r0, r1, r2, r3).Store(c);
        c += cStride;
        TSimd.Sums(s0, s1, s2, s3).Store(c);
        c += cStride;
        TSimd.Sums(t0, t1, t2, t3).Store(c);
        c += cStride;
        TSimd.Sums(u0, u1, u2, u3).Store(c);
    }

    /// <summary>A tile of three rows and four columns; 12 sums.</summary>
    private static void InnerThree<TSimd, TVector>(float* a, nint aStride, float* b, nint bStride, float* c, nint cStride, int length)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        float* a1 = a + aStride, a2 = a1 + aStride;
        float* b1 = b + bStride, b2 = b1 + bStride, b3 = b2 + bStride;
        TVector zero = TSimd.Broadcast(0);
        TVector p0 = zero, p1 = zero, p2 = zero, p3 = zero;
        TVector q0 = zero, q1 = zero, q2 = zero, q3 = zero;
        TVector r0 = zero, r1 = zero, r2 = zero, r3 = zero;
        for (nint k = 0; k < length; k += TSimd.Lanes)
        {
            TVector p = TSimd.Load(a + k), q = TSimd.Load(a1 + k), r = TSimd.Load(a2 + k);
            TVector each = TSimd.Load(b + k);
            p0 = TSimd.MultiplyAdd(p, each, p0);
            q0 = TSimd.MultiplyAdd(q, each, q0);
            r0 = TSimd.MultiplyAdd(r, each, r0);
            each = TSimd.Load(b1 + k);
            p1 = TSimd.MultiplyAdd(p, each, p1);
            q1 = TSimd.MultiplyAdd(q, each, q1);
            r1 = TSimd.MultiplyAdd(r, each, r1);
            each = TSimd.Load(b2 + k);
            p2 = TSimd.MultiplyAdd(p, each, p2);
            q2 = TSimd.MultiplyAdd(q, each, q2);
            r2 = TSimd.MultiplyAdd(r, each, r2);
            each = TSimd.Load(b3 + k);
            p3 = TSimd.MultiplyAdd(p, each, p3);
            q3 = TSimd.MultiplyAdd(q, each, q3);
            r3 = TSimd.MultiplyAdd(r, each, r3);
        }

        TSimd.Sums(p0, p1, p2, p3).Store(c);
        c += cStride;
        TSimd.Sums(q0, q1, q2, q3).Store(c);
        c += cStride;
        TSimd.Sums(r0, r1, r2, r3).Store(c);
    }

    private static void Require(bool holds, [CallerArgumentExpression(nameof(holds))] string condition = "")
    {
        if (!holds)
        {
            throw new ArgumentException($"The matrices do not fit together: {condition} does not hold.", condition);
        }
    }
}
