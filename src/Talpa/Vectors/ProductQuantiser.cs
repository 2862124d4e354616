using System.Numerics.Tensors;
using Talpa.Kernels;

namespace Talpa.Vectors;

/// <summary>Makes codes of rows (<see cref="QuantisedRows"/>): centroids of each part of rows of length 1, and of the lengths, are found on a sample of the rows. Immutable.</summary>
internal sealed class ProductQuantiser
{
    /// <summary>Numbers of a part, as in fastText by default.</summary>
    public const int PartLength = 2;

    private const int SampledPerCentroid = 64;
    private const int MaxSampled = SampledPerCentroid * Centroids.Count;

    private readonly int _dimension;
    private readonly Centroids[] _parts;
    private readonly Centroids _lengths;

    private ProductQuantiser(int dimension, Centroids[] parts, Centroids lengths)
    {
        _dimension = dimension;
        _parts = parts;
        _lengths = lengths;
    }

    /// <summary>Finds the centroids.</summary>
    /// <param name="rows">The rows, 1 or more, of finite numbers.</param>
    public static ProductQuantiser Train(IStoredRows rows)
    {
        int sampled = Math.Min(rows.Rows, MaxSampled);
        float[] sample = new float[sampled * rows.Dimension];
        float[] lengths = new float[sampled];
        for (int i = 0; i < sampled; i++)
        {
            Span<float> row = sample.AsSpan(i * rows.Dimension, rows.Dimension);
            rows.AddTo((int)((long)i * rows.Rows / sampled), row);
            lengths[i] = Normalise(row);
        }

        var parts = new Centroids[QuantisedRows.PartsOf(rows.Dimension, PartLength)];
        _ = Parallel.For(0, parts.Length, part => parts[part] = OfPart(sample, rows.Dimension, part));
        return new ProductQuantiser(rows.Dimension, parts, Centroids.Of(lengths, 1, SplitMix64.For(0, parts.Length, 0)));
    }

    /// <summary>Makes codes of rows of finite numbers, those of <see cref="Train"/> or others like them.</summary>
    public QuantisedRows Encode(IStoredRows rows)
    {
        byte[] codes = new byte[checked(rows.Rows * _parts.Length)];
        byte[] lengthCodes = new byte[rows.Rows];
        _ = Parallel.For(
            0,
            rows.Rows,
            () => new float[_dimension],
            (row, _, numbers) =>
            {
                numbers.AsSpan().Clear();
                rows.AddTo(row, numbers);
                lengthCodes[row] = _lengths.Nearest([Normalise(numbers)]);
                Encode(numbers, codes.AsSpan(row * _parts.Length, _parts.Length));
                return numbers;
            },
            _ => { });
        float[] centroids = new float[Centroids.Count * _dimension];
        for (int part = 0; part < _parts.Length; part++)
        {
            _parts[part].CopyTo(centroids.AsSpan(Centroids.Count * part * PartLength));
        }

        float[] lengths = new float[Centroids.Count];
        _lengths.CopyTo(lengths);
        return new QuantisedRows(_dimension, PartLength, centroids, codes, lengths, lengthCodes);
    }

    private void Encode(ReadOnlySpan<float> row, Span<byte> codes)
    {
        for (int part = 0; part < codes.Length; part++)
        {
            int start = part * PartLength;
            codes[part] = _parts[part].Nearest(row[start..Math.Min(start + PartLength, row.Length)]);
        }
    }

    private static Centroids OfPart(ReadOnlySpan<float> rows, int dimension, int part)
    {
        int start = part * PartLength;
        int length = Math.Min(PartLength, dimension - start);
        float[] points = new float[rows.Length / dimension * length];
        for (int row = 0; row < rows.Length / dimension; row++)
        {
            rows.Slice((row * dimension) + start, length).CopyTo(points.AsSpan(row * length));
        }

        return Centroids.Of(points, length, SplitMix64.For(0, part, 0));
    }

    /// <summary>Scales a row to length 1, unless it is zero, and returns its length.</summary>
    private static float Normalise(Span<float> row)
    {
        float length = TensorPrimitives.Norm<float>(row);
        if (length > 0)
        {
            TensorPrimitives.Divide(row, length, row);
        }

        return length;
    }
}
