using System.Numerics.Tensors;
using Talpa.Kernels;

namespace Talpa.Vectors;

/// <summary>256 points of a few numbers, found by k-means: each given point is near one of them. Immutable once found.</summary>
/// <remarks>S. Lloyd, "Least Squares Quantization in PCM", 1982. The nearest centroid c of a point x minimises |x − c|², that is |c|²/2 − x·c.</remarks>
internal sealed class Centroids
{
    /// <summary>How many there are, as many as a byte distinguishes.</summary>
    public const int Count = 256;

    private const int MaxRounds = 25;

    /// <summary>How far the two halves of a large cluster are apart, relative to its centroid, when one half takes an unused centroid.</summary>
    private const float Split = 1e-3f;

    private readonly int _length;

    /// <summary>For each number of a point those of all centroids, so that one pass compares a point with all of them.</summary>
    private readonly float[] _columns;
    private readonly float[] _halfSquares = new float[Count];

    private Centroids(int length)
    {
        _length = length;
        _columns = new float[length * Count];
    }

    /// <summary>Finds centroids.</summary>
    /// <param name="points">The points, one after another; 1 or more.</param>
    /// <param name="length">Numbers of a point.</param>
    /// <param name="random">Selects the points to begin with.</param>
    public static Centroids Of(ReadOnlySpan<float> points, int length, SplitMix64 random)
    {
        var centroids = new Centroids(length);
        float[] numbers = Begin(points, length, random);
        centroids.Set(numbers);
        byte[] nearest = new byte[points.Length / length];
        for (int round = 0; round < MaxRounds && centroids.Assign(points, nearest, isFirst: round == 0); round++)
        {
            Move(points, nearest, numbers, length);
            centroids.Set(numbers);
        }

        return centroids;
    }

    /// <summary>Writes the centroids, one after another.</summary>
    public void CopyTo(Span<float> numbers)
    {
        for (int i = 0; i < Count * _length; i++)
        {
            numbers[i] = _columns[(i % _length * Count) + (i / _length)];
        }
    }

    /// <summary>Finds the nearest centroid, of equally near ones the first.</summary>
    public byte Nearest(ReadOnlySpan<float> point) => (byte)NearestColumn.Of(point, _columns, _halfSquares);

    /// <summary>Different points in random order; where there are fewer than centroids, some of them again.</summary>
    private static float[] Begin(ReadOnlySpan<float> points, int length, SplitMix64 random)
    {
        int count = points.Length / length;
        int[] order = new int[count];
        float[] numbers = new float[Count * length];
        for (int i = 0; i < count; i++)
        {
            // Fisher and Yates: position i takes one of those from i on.
            order[i] = i;
        }

        for (int i = 0; i < Math.Min(Count, count); i++)
        {
            int other = i + random.Below(count - i);
            (order[i], order[other]) = (order[other], order[i]);
        }

        for (int i = 0; i < Count; i++)
        {
            points.Slice(order[i % count] * length, length).CopyTo(numbers.AsSpan(i * length));
        }

        return numbers;
    }

    /// <summary>Finds the nearest centroid of each point.</summary>
    /// <returns>Whether one changed.</returns>
    private bool Assign(ReadOnlySpan<float> points, Span<byte> nearest, bool isFirst)
    {
        bool changed = isFirst;
        for (int i = 0; i < nearest.Length; i++)
        {
            byte found = Nearest(points.Slice(i * _length, _length));
            changed |= found != nearest[i];
            nearest[i] = found;
        }

        return changed;
    }

    /// <summary>Makes each centroid the mean of its points.</summary>
    private static void Move(ReadOnlySpan<float> points, ReadOnlySpan<byte> nearest, Span<float> numbers, int length)
    {
        int[] counts = new int[Count];
        float[] sums = new float[Count * length];
        for (int i = 0; i < nearest.Length; i++)
        {
            Span<float> sum = sums.AsSpan(nearest[i] * length, length);
            TensorPrimitives.Add(sum, points.Slice(i * length, length), sum);
            counts[nearest[i]]++;
        }

        for (int c = 0; c < Count; c++)
        {
            if (counts[c] > 0)
            {
                TensorPrimitives.Divide(sums.AsSpan(c * length, length), counts[c], numbers.Slice(c * length, length));
            }
        }

        SplitLargest(counts, numbers, length);
    }

    /// <summary>Moves a centroid without points next to the centroid of the largest cluster, so that they divide its points.</summary>
    private static void SplitLargest(Span<int> counts, Span<float> numbers, int length)
    {
        for (int c = 0; c < Count; c++)
        {
            int largest = TensorPrimitives.IndexOfMax<int>(counts);
            if (counts[c] > 0 || counts[largest] < 2)
            {
                continue;
            }

            (counts[c], counts[largest]) = (counts[largest] / 2, counts[largest] - (counts[largest] / 2));
            TensorPrimitives.Multiply(numbers.Slice(largest * length, length), 1 + Split, numbers.Slice(c * length, length));
        }
    }

    private void Set(ReadOnlySpan<float> numbers)
    {
        for (int c = 0; c < Count; c++)
        {
            ReadOnlySpan<float> centroid = numbers.Slice(c * _length, _length);
            _halfSquares[c] = TensorPrimitives.SumOfSquares(centroid) / 2;
            for (int i = 0; i < _length; i++)
            {
                _columns[(i * Count) + c] = centroid[i];
            }
        }
    }
}
