using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// The section of a .talpa file with the rows of character n-grams: 64 bytes with the lengths of n-grams, the number of buckets and how numbers are stored, the rows as in a table,
/// and, where there are fewer rows than buckets, the bucket of each row.
/// </summary>
internal static class TalpaNgrams
{
    private const int HeadNumbers = 16;
    private const int HeadBytes = HeadNumbers * sizeof(int);

    /// <summary>The entry in the directory.</summary>
    public static TalpaSection SectionOf(Subwords subwords, NumberStorage numbers) => new(
        TalpaSectionKind.Ngrams,
        TableNames.Ngrams,
        subwords.Rows,
        subwords.Dimension,
        0,
        (long)LengthOf(numbers, subwords.Rows, subwords.Dimension, subwords.Rows == subwords.Buckets));

    /// <summary>Writes the section.</summary>
    public static void Write(ChecksumWriter writer, Subwords subwords, NumberStorage numbers)
    {
        Span<int> head = stackalloc int[HeadNumbers];
        head.Clear();
        (head[0], head[1], head[2], head[3]) = (subwords.MinLength, subwords.MaxLength, subwords.Buckets, (int)numbers);
        writer.Write<int>(head);
        if (numbers == NumberStorage.SinglePrecision && subwords.IsComplete && subwords.Table is MatrixRows dense)
        {
            writer.Write<float>(dense.Table.Padded);
            return;
        }

        (int Bucket, int Row)[] order = subwords.Order();
        var ordered = new ComputedRows(order.Length, subwords.Dimension, (row, sum) => subwords.Table.AddTo(order[row].Row, sum));
        if (numbers == NumberStorage.SinglePrecision)
        {
            WriteSingles(writer, ordered);
        }
        else
        {
            TalpaRows.Write(writer, CompactRows.Encode(ordered, numbers));
        }

        if (subwords.Rows < subwords.Buckets)
        {
            writer.Write<int>([.. order.Select(entry => entry.Bucket)]);
        }
    }

    /// <summary>Reads the section, the bytes of which are known to lie within the file.</summary>
    /// <param name="section">Its entry.</param>
    /// <param name="bytes">The file, positioned at the first byte of the section.</param>
    /// <param name="path">The file.</param>
    /// <param name="mapped">The same file as memory, in which the rows stay; <c>null</c> to copy them.</param>
    /// <exception cref="UnusableInputException">It is corrupt, or takes more than a table can hold.</exception>
    public static Subwords Read(TalpaSection section, ChecksumReader bytes, string path, MappedMatrices? mapped)
    {
        if (section.Dimension is < 1 or > 1 << 30 || section.Items is < 1 or > int.MaxValue || section.Length < HeadBytes)
        {
            throw Corrupt(section, path);
        }

        Span<int> head = stackalloc int[HeadNumbers];
        bytes.Read(head);
        bool isComplete = head[2] == section.Items;
        var numbers = (NumberStorage)head[3];
        bool isRight = head[0] >= 0 && head[1] is >= 1 and <= CharacterNgrams.LongestLength && head[2] >= section.Items && Enum.IsDefined(numbers) && !head[4..].ContainsAnyExcept(0)
            && section.Length == LengthOf(numbers, section.Items, section.Dimension, isComplete);
        if (!isRight)
        {
            throw Corrupt(section, path);
        }

        var ngrams = new CharacterNgrams(head[0], head[1], head[2]);
        IStoredRows rows = numbers == NumberStorage.SinglePrecision ? ReadSingles(section, bytes, path, mapped)
            : TalpaRows.CanHold(section.Items, section.Dimension) ? TalpaRows.Read(bytes, numbers, (int)section.Items, section.Dimension)
            : throw Corrupt(section, path);
        return new Subwords(ngrams, rows, isComplete ? null : ReadBuckets(section, bytes, path, ngrams.Buckets));
    }

    private static void WriteSingles(ChecksumWriter writer, ComputedRows rows)
    {
        float[] padded = new float[PaddedMatrix.PaddedLength(rows.Dimension)];
        for (int row = 0; row < rows.Rows; row++)
        {
            padded.AsSpan().Clear();
            rows.AddTo(row, padded.AsSpan(0, rows.Dimension));
            writer.Write<float>(padded);
        }
    }

    private static MatrixRows ReadSingles(TalpaSection section, ChecksumReader bytes, string path, MappedMatrices? mapped)
    {
        VectorCollector.RequireSize(path, section.Items, section.Dimension);
        PaddedMatrix table = ReadRows(section, bytes, mapped);
        for (int row = 0; row < table.Rows; row++)
        {
            if (table.PaddedRow(row)[table.Dimension..].ContainsAnyExcept(0f))
            {
                throw Corrupt(section, path);
            }
        }

        return new MatrixRows(table);
    }

    private static PaddedMatrix ReadRows(TalpaSection section, ChecksumReader bytes, MappedMatrices? mapped)
    {
        if (mapped is not null)
        {
            PaddedMatrix inPlace = mapped.TableAt(section.Offset + HeadBytes, (int)section.Items, section.Dimension);
            bytes.GoOver(inPlace.Padded);
            return inPlace;
        }

        var table = new PaddedMatrix((int)section.Items, section.Dimension);
        bytes.Read(table.Padded);
        return table;
    }

    private static Dictionary<int, int> ReadBuckets(TalpaSection section, ChecksumReader bytes, string path, int buckets)
    {
        int[] numbers = new int[section.Items];
        bytes.Read<int>(numbers);
        var rows = new Dictionary<int, int>(numbers.Length);
        for (int row = 0; row < numbers.Length; row++)
        {
            if (numbers[row] < 0 || numbers[row] >= buckets || !rows.TryAdd(numbers[row], row))
            {
                throw Corrupt(section, path);
            }
        }

        return rows;
    }

    private static Int128 LengthOf(NumberStorage numbers, long rows, int dimension, bool isComplete) => HeadBytes
        + (numbers == NumberStorage.SinglePrecision ? (Int128)rows * PaddedMatrix.PaddedLength(dimension) * sizeof(float) : TalpaRows.LengthOf(numbers, rows, dimension))
        + (isComplete ? 0 : (Int128)rows * sizeof(int));

    private static UnusableInputException Corrupt(TalpaSection section, string path) => UnusableInputException.AtByte(
        path,
        section.Offset,
        $"the section {Quoted.Text(section.Name)} does not hold {section.Items:N0} rows of n-grams with their lengths and buckets; the file is corrupt, get it again");
}
