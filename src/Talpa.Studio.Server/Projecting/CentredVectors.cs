using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Projecting;

/// <summary>
/// Vectors of some words, copied as they are now and moved so that the mean of the first ones is the origin. A vector that holds NaN or
/// infinity, as a training that diverges makes them, stands at the mean.
/// </summary>
internal sealed class Cloud
{
    private float[] _numbers = [];

    /// <summary>How many vectors.</summary>
    public int Count { get; private set; }

    /// <summary>Numbers in each.</summary>
    public int Dimension { get; private set; }

    /// <summary>One vector.</summary>
    public Span<float> this[int i] => _numbers.AsSpan(i * Dimension, Dimension);

    /// <summary>Takes the vectors of words.</summary>
    /// <param name="vectors">All words.</param>
    /// <param name="ids">The words wanted.</param>
    /// <param name="centred">How many of them, from the first on, make the mean.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(WordVectors vectors, ReadOnlySpan<int> ids, int centred)
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
            if (!float.IsFinite(Sums.Dot(row, row)))
            {
                row.Fill(float.NaN);
            }
            else if (i < centred)
            {
                Sums.AddScaled(mean, row, 1);
                summed++;
            }
        }

        TensorPrimitives.Divide(mean, Math.Max(summed, 1), mean);
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

        Sums.AddScaled(row, mean, -1);
    }
}
