using System.Numerics.Tensors;

namespace Talpa.Vectors;

/// <summary>
/// Rows that are stored as codes (product quantisation): a row is divided into parts of a few numbers, and each part is one of 256 centroids of that part.
/// A row has a code of one byte a part and, where lengths are stored apart, one for its length.
/// </summary>
/// <remarks>
/// H. Jégou, M. Douze and C. Schmid, "Product Quantization for Nearest Neighbor Search", 2011, section II; as fastText uses it: A. Joulin et al.,
/// "FastText.zip: Compressing text classification models", 2016, section 3.
/// </remarks>
internal sealed class QuantisedRows : IStoredRows
{
    private readonly int _partLength;
    private readonly int _parts;
    private readonly float[] _centroids;
    private readonly byte[] _codes;
    private readonly float[]? _lengths;
    private readonly byte[] _lengthCodes;

    /// <summary>Takes codes and centroids.</summary>
    /// <param name="dimension">Length of a row, D.</param>
    /// <param name="partLength">Numbers of a part; the last one has the rest.</param>
    /// <param name="centroids">For each part its 256 centroids, one after another: 256 · D numbers.</param>
    /// <param name="codes">For each row a code a part.</param>
    public QuantisedRows(int dimension, int partLength, float[] centroids, byte[] codes)
        : this(dimension, partLength, centroids, codes, null, [])
    {
    }

    /// <summary>Takes codes and centroids of rows of length 1, and the lengths of the rows apart.</summary>
    /// <param name="dimension">Length of a row, D.</param>
    /// <param name="partLength">Numbers of a part; the last one has the rest.</param>
    /// <param name="centroids">For each part its 256 centroids, one after another: 256 · D numbers.</param>
    /// <param name="codes">For each row a code a part.</param>
    /// <param name="lengths">256 lengths; <c>null</c> where rows have their length.</param>
    /// <param name="lengthCodes">For each row the code of its length.</param>
    public QuantisedRows(int dimension, int partLength, float[] centroids, byte[] codes, float[]? lengths, byte[] lengthCodes)
    {
        Dimension = dimension;
        _partLength = partLength;
        _parts = PartsOf(dimension, partLength);
        _centroids = centroids;
        _codes = codes;
        _lengths = lengths;
        _lengthCodes = lengthCodes;
        Rows = codes.Length / _parts;
    }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public int Dimension { get; }

    /// <summary>Numbers of a part; the last one has the rest.</summary>
    public int PartLength => _partLength;

    /// <summary>For each part its 256 centroids, one after another.</summary>
    public ReadOnlySpan<float> PartCentroids => _centroids;

    /// <summary>For each row a code a part.</summary>
    public ReadOnlySpan<byte> Codes => _codes;

    /// <summary>256 lengths; empty where rows have their length.</summary>
    public ReadOnlySpan<float> Lengths => _lengths;

    /// <summary>For each row the code of its length.</summary>
    public ReadOnlySpan<byte> LengthCodes => _lengthCodes;

    /// <summary>How many parts a row has.</summary>
    /// <param name="dimension">Length of a row, 1 or more.</param>
    /// <param name="partLength">Numbers of a part, 1 or more.</param>
    public static int PartsOf(int dimension, int partLength) => (int)(((long)dimension + partLength - 1) / partLength);

    /// <summary>Some of the rows. The centroids are shared.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">How many.</param>
    public QuantisedRows Part(int first, int count) => new(
        Dimension,
        _partLength,
        _centroids,
        _codes[(first * _parts)..((first + count) * _parts)],
        _lengths,
        _lengths is null ? [] : _lengthCodes[first..(first + count)]);

    /// <inheritdoc/>
    public void AddTo(int row, Span<float> sum)
    {
        float length = _lengths is { } lengths ? lengths[_lengthCodes[row]] : 1;
        ReadOnlySpan<byte> codes = _codes.AsSpan(row * _parts, _parts);
        for (int part = 0; part < codes.Length; part++)
        {
            int start = part * _partLength;
            Span<float> target = sum[start..Math.Min(start + _partLength, Dimension)];
            ReadOnlySpan<float> centroid = _centroids.AsSpan((Centroids.Count * start) + (codes[part] * target.Length), target.Length);
            TensorPrimitives.MultiplyAdd(centroid, length, target, target);
        }
    }
}
