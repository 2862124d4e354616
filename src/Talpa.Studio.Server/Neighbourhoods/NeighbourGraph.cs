using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// The nearest words of each word among some words, by cosine in all dimensions: n² × D multiplications. Equal cosines are in the order of the words, so that the
/// result does not depend on the threads.
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
        var units = new PaddedMatrix(ids.Length, vectors.Dimension);
        for (int i = 0; i < ids.Length; i++)
        {
            ReadOnlySpan<float> vector = vectors[ids[i]];
            float length = TensorPrimitives.Norm(vector);
            if (length > 0 && float.IsFinite(length))
            {
                TensorPrimitives.Divide(vector, length, units.Row(i));
            }
        }

        var graph = new NeighbourGraph(ids.Length, Math.Clamp(ids.Length - 1, 0, degree));
        Parallel.For(0, ids.Length, () => new float[ids.Length], (word, _, cosines) => graph.Search(word, units, cosines), _ => { });
        return graph;
    }

    /// <summary>Finds the neighbours of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="units">The vectors, of length 1.</param>
    /// <param name="all">Receives the cosines with all words.</param>
    /// <returns>These cosines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float[] Search(int word, PaddedMatrix units, float[] all)
    {
        DotRows.Multiply(units.PaddedRow(word), units.Padded, all);
        all[word] = float.NegativeInfinity;
        Span<int> nearest = _neighbours.AsSpan(word * Degree, Degree);
        Span<float> cosines = _cosines.AsSpan(word * Degree, Degree);
        cosines.Fill(float.NegativeInfinity);
        for (int other = 0; other < Count && Degree > 0; other++)
        {
            float cosine = all[other];
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

        return all;
    }
}
