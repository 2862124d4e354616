using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// The nearest words of each word among some words, by cosine in all dimensions: n² ÷ 2 × D multiplications for each half of the table. The result is the same on every
/// computer: sums are added up in a fixed order, and equal cosines are in the order of the words.
/// </summary>
internal sealed class NeighbourGraph
{
    private readonly int[] _neighbours;
    private readonly float[] _cosines;

    private NeighbourGraph(int count, int degree)
    {
        (Count, Degree) = (count, degree);
        _neighbours = new int[count * degree];
        _cosines = new float[count * degree];
    }

    /// <summary>The number of words.</summary>
    public int Count { get; }

    /// <summary>The number of neighbours of each word.</summary>
    public int Degree { get; }

    /// <summary>The neighbours of a word, the nearest first.</summary>
    public ReadOnlySpan<int> NeighboursOf(int word) => _neighbours.AsSpan(word * Degree, Degree);

    /// <summary>The cosines of a word with its neighbours.</summary>
    public ReadOnlySpan<float> CosinesOf(int word) => _cosines.AsSpan(word * Degree, Degree);

    /// <summary>Finds the neighbours.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words.</param>
    /// <param name="degree">The number of neighbours of each, if there are so many words.</param>
    public static NeighbourGraph Of(WordVectors vectors, int[] ids, int degree)
    {
        int stride = (vectors.Dimension + Vector256<float>.Count - 1) / Vector256<float>.Count * Vector256<float>.Count;
        float[] units = new float[ids.Length * stride];
        for (int i = 0; i < ids.Length; i++)
        {
            Span<float> unit = units.AsSpan(i * stride, stride);
            vectors[ids[i]].CopyTo(unit);
            double length = Math.Sqrt(Dot(unit, unit));
            for (int d = 0; d < stride; d++)
            {
                unit[d] = length > 0 && double.IsFinite(length) ? (float)(unit[d] / length) : 0;
            }
        }

        var graph = new NeighbourGraph(ids.Length, Math.Clamp(ids.Length - 1, 0, degree));
        Parallel.For(0, ids.Length, word => graph.Search(word, units, stride));
        return graph;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int word, float[] units, int stride)
    {
        Span<int> nearest = _neighbours.AsSpan(word * Degree, Degree);
        Span<float> cosines = _cosines.AsSpan(word * Degree, Degree);
        cosines.Fill(float.NegativeInfinity);
        ReadOnlySpan<float> unit = units.AsSpan(word * stride, stride);
        for (int other = 0; other < Count && Degree > 0; other++)
        {
            float cosine = other == word ? float.NegativeInfinity : Dot(unit, units.AsSpan(other * stride, stride));
            if (cosine <= cosines[^1])
            {
                continue;
            }

            int place = Degree - 1;
            for (; place > 0 && cosines[place - 1] < cosine; place--)
            {
                (cosines[place], nearest[place]) = (cosines[place - 1], nearest[place - 1]);
            }

            (cosines[place], nearest[place]) = (cosine, other);
        }
    }

    /// <summary>Σ a·b in eight sums on every processor; the length is a multiple of 8.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector256<float>> wideA = MemoryMarshal.Cast<float, Vector256<float>>(a);
        ReadOnlySpan<Vector256<float>> wideB = MemoryMarshal.Cast<float, Vector256<float>>(b);
        Vector256<float> sums = Vector256<float>.Zero;
        for (int i = 0; i < wideA.Length && i < wideB.Length; i++)
        {
            sums += wideA[i] * wideB[i];
        }

        // Not Vector256.Sum: the order of its additions may differ between processors.
        return (sums[0] + sums[1] + (sums[2] + sums[3])) + (sums[4] + sums[5] + (sums[6] + sums[7]));
    }
}
