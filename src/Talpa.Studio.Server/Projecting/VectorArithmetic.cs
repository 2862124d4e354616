using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// Vector arithmetic that is compiled with full optimization at the first call. The first observation of a training makes as many calls as any
/// other. With tiered compilation it would take as much processor time as a hundred later ones.
/// </summary>
internal static class VectorArithmetic
{
    /// <summary>Σ a·b; both of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < wideA.Length && i < wideB.Length; i++)
        {
            sums += wideA[i] * wideB[i];
        }

        float sum = Vector.Sum(sums);
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Σ a·b and Σ a·c in one pass over a; all of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float B, float C) Dots(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c)
    {
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        ReadOnlySpan<Vector<float>> wideB = MemoryMarshal.Cast<float, Vector<float>>(b);
        ReadOnlySpan<Vector<float>> wideC = MemoryMarshal.Cast<float, Vector<float>>(c);
        (Vector<float> sumsB, Vector<float> sumsC) = (Vector<float>.Zero, Vector<float>.Zero);
        for (int i = 0; i < wideA.Length && i < wideB.Length && i < wideC.Length; i++)
        {
            sumsB += wideA[i] * wideB[i];
            sumsC += wideA[i] * wideC[i];
        }

        (float sumB, float sumC) = (Vector.Sum(sumsB), Vector.Sum(sumsC));
        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sumB += a[i] * b[i];
            sumC += a[i] * c[i];
        }

        return (sumB, sumC);
    }

    /// <summary>sum += scale · a; both of the same length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddScaled(Span<float> sum, ReadOnlySpan<float> a, float scale)
    {
        Span<Vector<float>> wideSum = MemoryMarshal.Cast<float, Vector<float>>(sum);
        ReadOnlySpan<Vector<float>> wideA = MemoryMarshal.Cast<float, Vector<float>>(a);
        var scales = new Vector<float>(scale);
        for (int i = 0; i < wideSum.Length && i < wideA.Length; i++)
        {
            wideSum[i] += scales * wideA[i];
        }

        for (int i = wideA.Length * Vector<float>.Count; i < a.Length; i++)
        {
            sum[i] += scale * a[i];
        }
    }
}
