using System.Runtime.Intrinsics;
using Talpa.Kernels.Simd;
using Talpa.Memory;

namespace Talpa.Kernels;

internal static unsafe partial class MatrixTile
{
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
                    if (TSimd.Lanes == PaddedMatrix.Lanes)
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
}
