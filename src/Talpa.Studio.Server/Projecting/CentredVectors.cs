using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// A copy of the current vectors of some words, centred at their mean. A vector with NaN or infinities, as a diverging training has, is placed at
/// the mean.
/// </summary>
internal sealed class CentredVectors
{
    private float[] _numbers = [];

    /// <summary>The number of vectors.</summary>
    public int Count { get; private set; }

    /// <summary>The length of a vector.</summary>
    public int Dimension { get; private set; }

    /// <summary>The mean of the vectors before they were centred.</summary>
    public float[] Mean { get; private set; } = [];

    /// <summary>Gets a vector.</summary>
    public Span<float> this[int i] => _numbers.AsSpan(i * Dimension, Dimension);

    /// <summary>Copies and centres the vectors of words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The ids of the words.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Load(WordVectors vectors, ReadOnlySpan<int> ids)
    {
        Count = ids.Length;
        Dimension = vectors.Dimension;
        if (_numbers.Length < Count * Dimension)
        {
            _numbers = new float[Count * Dimension];
        }

        float[] mean = new float[Dimension];
        int summed = 0;
        for (int i = 0; i < Count; i++)
        {
            Span<float> row = this[i];
            vectors[ids[i]].CopyTo(row);
            if (!float.IsFinite(VectorArithmetic.Dot(row, row)))
            {
                row.Fill(float.NaN);
            }
            else
            {
                VectorArithmetic.AddScaled(mean, row, 1);
                summed++;
            }
        }

        TensorPrimitives.Divide(mean, Math.Max(summed, 1), mean);
        Mean = mean;
        for (int i = 0; i < Count; i++)
        {
            Centre(this[i], mean);
        }
    }

    private static void Centre(Span<float> row, float[] mean)
    {
        if (float.IsNaN(row[0]))
        {
            row.Clear();
            return;
        }

        VectorArithmetic.AddScaled(row, mean, -1);
    }
}
