using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Neighbourhoods;

/// <summary>
/// The nearest words of each word among some words, by cosine in all dimensions: n × m × D multiplications for n words among m. Equal cosines are in the order of the words, so
/// that the result does not depend on the threads.
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

    /// <summary>The neighbours of a word, the nearest first, as indices of the words among which they were searched.</summary>
    public ReadOnlySpan<int> NeighboursOf(int word) => _neighbours.AsSpan(word * Degree, Degree);

    /// <summary>The cosines of a word with its neighbours.</summary>
    public ReadOnlySpan<float> CosinesOf(int word) => _cosines.AsSpan(word * Degree, Degree);

    /// <summary>Finds the neighbours of words among themselves. A word is not its own neighbour.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words.</param>
    /// <param name="degree">The number of neighbours of each, if there are so many words.</param>
    public static NeighbourGraph Of(WordVectors vectors, int[] ids, int degree)
    {
        PaddedMatrix units = Units(vectors, ids);
        return Search(units, units, Math.Clamp(ids.Length - 1, 0, degree), isAmongItself: true);
    }

    /// <summary>Finds the neighbours of words among other words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words.</param>
    /// <param name="among">The other words.</param>
    /// <param name="degree">The number of neighbours of each, if there are so many other words.</param>
    public static NeighbourGraph Between(WordVectors vectors, int[] ids, int[] among, int degree) =>
        Search(Units(vectors, ids), Units(vectors, among), Math.Clamp(among.Length, 0, degree), isAmongItself: false);

    /// <summary>The vectors of words, of length 1; 0 for a vector without a direction.</summary>
    private static PaddedMatrix Units(WordVectors vectors, int[] ids)
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

        return units;
    }

    private static NeighbourGraph Search(PaddedMatrix units, PaddedMatrix among, int degree, bool isAmongItself)
    {
        var graph = new NeighbourGraph(units.Rows, degree);
        if (degree > 0)
        {
            Parallel.For(0, units.Rows, () => new float[among.Rows], (word, _, cosines) => graph.Search(word, units.PaddedRow(word), among, cosines, isAmongItself), _ => { });
        }

        return graph;
    }

    /// <summary>Finds the neighbours of a word.</summary>
    /// <param name="word">The word.</param>
    /// <param name="unit">Its vector.</param>
    /// <param name="among">The vectors of the words among which they are searched.</param>
    /// <param name="all">Receives the cosines with these.</param>
    /// <param name="isAmongItself">Whether the word is one of these, which is left out.</param>
    /// <returns>The cosines.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float[] Search(int word, ReadOnlySpan<float> unit, PaddedMatrix among, float[] all, bool isAmongItself)
    {
        DotRows.Multiply(unit, among.Padded, all);
        if (isAmongItself)
        {
            all[word] = float.NegativeInfinity;
        }

        Span<float> cosines = _cosines.AsSpan(word * Degree, Degree);
        var list = new NearestList(_neighbours.AsSpan(word * Degree, Degree), cosines);
        for (int other = 0; other < all.Length; other++)
        {
            list.Offer(other, -all[other]);
        }

        TensorPrimitives.Negate(cosines, cosines);
        return all;
    }
}
