using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>Rows in a section of a .talpa file whose numbers take fewer bytes than those of single precision. docs/formats.md describes them byte by byte.</summary>
internal static class TalpaRows
{
    /// <summary>Bytes of rows.</summary>
    public static Int128 LengthOf(NumberStorage numbers, long rows, int dimension) => numbers switch
    {
        NumberStorage.HalfPrecision => (Int128)rows * dimension * 2,
        NumberStorage.ScaledBytes => (Int128)rows * (sizeof(float) + dimension),
        _ => ((Int128)(dimension + 1) * Centroids.Count * sizeof(float)) + ((Int128)rows * (PartsOf(dimension) + 1)),
    };

    /// <summary>Whether rows can be held in memory in this form.</summary>
    public static bool CanHold(long rows, int dimension) => (Int128)rows * dimension <= Array.MaxLength && (Int128)dimension * Centroids.Count <= Array.MaxLength;

    /// <summary>Writes rows.</summary>
    public static void Write(ChecksumWriter writer, IStoredRows rows)
    {
        switch (rows)
        {
            case HalfRows half:
                writer.Write(half.Numbers);
                break;
            case ScaledByteRows integers:
                writer.Write(integers.Scales);
                writer.Write(integers.Numbers);
                break;
            case QuantisedRows codes:
                writer.Write(codes.PartCentroids);
                writer.Write(codes.Lengths);
                writer.Write(codes.Codes);
                writer.Write(codes.LengthCodes);
                break;
            default:
                throw new ArgumentException("The rows are not stored in fewer bytes.", nameof(rows));
        }
    }

    /// <summary>Reads rows, the bytes of which are known to lie within the file.</summary>
    public static IStoredRows Read(ChecksumReader bytes, NumberStorage numbers, int rows, int dimension)
    {
        switch (numbers)
        {
            case NumberStorage.HalfPrecision:
                return new HalfRows(dimension, Next<Half>(rows * dimension));
            case NumberStorage.ScaledBytes:
                float[] scales = Next<float>(rows);
                return new ScaledByteRows(dimension, scales, Next<sbyte>(rows * dimension));
            default:
                float[] centroids = Next<float>(Centroids.Count * dimension);
                float[] lengths = Next<float>(Centroids.Count);
                byte[] codes = Next<byte>(rows * PartsOf(dimension));
                return new QuantisedRows(dimension, ProductQuantiser.PartLength, centroids, codes, lengths, Next<byte>(rows));
        }

        T[] Next<T>(int count)
            where T : unmanaged
        {
            var read = new T[count];
            bytes.Read<T>(read);
            return read;
        }
    }

    private static int PartsOf(int dimension) => QuantisedRows.PartsOf(dimension, ProductQuantiser.PartLength);
}
