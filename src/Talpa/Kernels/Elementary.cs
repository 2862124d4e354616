using System.Runtime.CompilerServices;
using Talpa.Kernels.Simd;

namespace Talpa.Kernels;

/// <summary>
/// exp and log(1 + t) by polynomials, the same on every machine of one register width: a library's exp may differ in its last bit
/// between systems, and a training repeats only if none does. Coefficients: interpolation at Chebyshev points, rounded to single.
/// </summary>
internal static class Elementary<TSimd, TVector>
    where TSimd : ISimd<TVector>
    where TVector : struct
{
    /// <summary>
    /// e to the x for x at most 88, relative error below 3e-7; below −87 it is e^−87, which is 0 for every purpose here.
    /// x = n · ln 2 + r with |r| ≤ ln 2 / 2; e^x = 2^n · e^r, e^r by degree 6. 13 operations.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Exp(TVector x)
    {
        x = TSimd.Max(x, TSimd.Broadcast(-87f));
        TVector n = TSimd.Round(TSimd.Multiply(x, TSimd.Broadcast(1.44269504f)));

        // ln 2 in two parts, the first with few enough digits that n times it is exact.
        TVector r = TSimd.MultiplyAdd(n, TSimd.Broadcast(-0.693359375f), x);
        r = TSimd.MultiplyAdd(n, TSimd.Broadcast(2.12194440e-4f), r);

        TVector p = TSimd.Broadcast(0.0013941108f);
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(0.008375126f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(0.04166635f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(0.16666415f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(0.5f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(1f));
        p = TSimd.MultiplyAdd(p, r, TSimd.Broadcast(1f));
        return TSimd.Multiply(p, TSimd.PowerOfTwo(n));
    }

    /// <summary>log(1 + t) for t from 0 to 1, error below 2e-7: t times a polynomial of degree 8. 9 operations.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LogOnePlus(TVector t)
    {
        TVector p = TSimd.Broadcast(0.0051261024f);
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(-0.029074065f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(0.077516086f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(-0.13602248f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(0.19076881f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(-0.24835399f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(0.3331812f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(-0.49999446f));
        p = TSimd.MultiplyAdd(p, t, TSimd.Broadcast(0.99999994f));
        return TSimd.Multiply(p, t);
    }
}
