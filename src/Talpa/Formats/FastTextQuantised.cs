using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>Reads and writes a matrix that a fastText model (.ftz) stores as codes.</summary>
internal static class FastTextQuantised
{
    /// <summary>
    /// The most numbers that a code may stand for. fastText's default is 2. Of larger ones a small file would take much memory.
    /// </summary>
    private const int MaxPartLength = 32;

    /// <summary>Reads the matrix.</summary>
    /// <param name="bytes">The file, positioned at the first byte of the matrix.</param>
    /// <param name="dimension">Length of a row.</param>
    /// <exception cref="UnusableInputException">It is corrupt, or its codes stand for more than 32 numbers.</exception>
    public static QuantisedRows Read(CheckedBytes bytes, int dimension)
    {
        bool hasLengths = bytes.ReadBoolean();
        long rows = bytes.Read<long>();
        long columns = bytes.Read<long>();
        int codeBytes = bytes.Read<int>();
        if (columns != dimension || dimension > Array.MaxLength / Centroids.Count || rows < 0 || rows > int.MaxValue)
        {
            throw bytes.Fault(0, $"a matrix of {rows:N0} rows of {columns:N0} numbers does not belong to vectors of {dimension:N0} numbers");
        }

        bytes.Require(codeBytes, 1);
        byte[] codes = new byte[codeBytes];
        bytes.Read<byte>(codes);
        (float[] centroids, int partLength) = ReadCentroids(bytes, dimension);
        if (codeBytes != rows * QuantisedRows.PartsOf(dimension, partLength))
        {
            throw bytes.Fault(0, $"{rows:N0} rows of {QuantisedRows.PartsOf(dimension, partLength):N0} codes do not take {codeBytes:N0} bytes");
        }

        if (!hasLengths)
        {
            return new QuantisedRows(dimension, partLength, centroids, codes);
        }

        bytes.Require(rows, 1);
        byte[] lengthCodes = new byte[rows];
        bytes.Read<byte>(lengthCodes);
        return new QuantisedRows(dimension, partLength, centroids, codes, ReadCentroids(bytes, 1).Centroids, lengthCodes);
    }

    /// <summary>Writes a matrix of rows of length 1 with their lengths apart.</summary>
    /// <param name="stream">Takes the matrix.</param>
    /// <param name="parts">Its rows, in one or several parts with the same centroids.</param>
    public static void Write(Stream stream, params ReadOnlySpan<QuantisedRows> parts)
    {
        QuantisedRows first = parts[0];
        long rows = 0;
        long codes = 0;
        foreach (QuantisedRows part in parts)
        {
            rows += part.Rows;
            codes += part.Codes.Length;
        }

        stream.WriteByte(1);
        LittleEndian.Write<long>(stream, [rows, first.Dimension]);
        LittleEndian.Write<int>(stream, [checked((int)codes)]);
        foreach (QuantisedRows part in parts)
        {
            stream.Write(part.Codes);
        }

        WriteCentroids(stream, first.Dimension, first.PartLength, first.PartCentroids);
        foreach (QuantisedRows part in parts)
        {
            stream.Write(part.LengthCodes);
        }

        WriteCentroids(stream, 1, 1, first.Lengths);
    }

    private static void WriteCentroids(Stream stream, int dimension, int partLength, ReadOnlySpan<float> centroids)
    {
        int parts = QuantisedRows.PartsOf(dimension, partLength);
        LittleEndian.Write<int>(stream, [dimension, parts, partLength, dimension - ((parts - 1) * partLength)]);
        LittleEndian.Write(stream, centroids);
    }

    private static (float[] Centroids, int PartLength) ReadCentroids(CheckedBytes bytes, int dimension)
    {
        int columns = bytes.Read<int>();
        int parts = bytes.Read<int>();
        int partLength = bytes.Read<int>();
        int lastLength = bytes.Read<int>();
        if (columns != dimension || partLength < 1 || parts != QuantisedRows.PartsOf(dimension, partLength) || lastLength != dimension - ((parts - 1) * partLength))
        {
            throw bytes.Fault(0, $"{parts:N0} parts of {partLength:N0} numbers, the last of {lastLength:N0}, are no division of {dimension:N0} numbers");
        }

        if (Math.Min(partLength, dimension) > MaxPartLength)
        {
            throw UnusableInputException.AtByte(
                bytes.Path, bytes.Position, $"a code stands for {partLength:N0} numbers, more than the {MaxPartLength} that are read; quantise the model with a smaller -dsub");
        }

        bytes.Require(dimension, (long)Centroids.Count * sizeof(float));
        float[] centroids = new float[Centroids.Count * dimension];
        bytes.Read<float>(centroids);
        return (centroids, partLength);
    }
}
