using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

internal static unsafe partial class MatrixTile
{
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
    internal static void Inner<TSimd, TVector>(MatrixView a, MatrixView b, MatrixView c)
        where TSimd : ISimd<TVector>
        where TVector : struct
    {
        Require(a.Columns == b.Columns && a.Rows == c.Rows && b.Rows == c.Columns);
        Require(c.Rows % InnerRows == 0 && c.Columns % InnerColumns == 0 && a.Columns % PaddedMatrix.Lanes == 0);
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
                    if (TSimd.Lanes == PaddedMatrix.Lanes)
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
}
