using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// Sums over vectors, compiled with all optimisations at their first call: the first look at a training makes as many calls as any other, and with general code that is
/// compiled in steps it would cost as much processor time as a hundred later ones.
/// </summary>
internal static class Sums
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
