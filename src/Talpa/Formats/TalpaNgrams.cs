using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Storage;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// The section of a .talpa file with the rows of character n-grams: 64 bytes with the lengths of n-grams and the number of buckets, the rows as in a table, and, where
/// there are fewer rows than buckets, the bucket of each row.
/// </summary>
internal static class TalpaNgrams
{
    private const int HeadNumbers = 16;
    private const int HeadBytes = HeadNumbers * sizeof(int);

    /// <summary>The entry in the directory.</summary>
    public static TalpaSection SectionOf(Subwords subwords) => new(
        TalpaSectionKind.Ngrams, TableNames.Ngrams, subwords.Rows, subwords.Dimension, 0, (long)LengthOf(subwords.Rows, subwords.Dimension, subwords.Rows == subwords.Buckets));

    /// <summary>Writes the section.</summary>
    public static void Write(ChecksumWriter writer, Subwords subwords)
    {
        Span<int> head = stackalloc int[HeadNumbers];
        head.Clear();
        (head[0], head[1], head[2]) = (subwords.MinLength, subwords.MaxLength, subwords.Buckets);
        writer.Write<int>(head);
        if (subwords.IsComplete && subwords.Table is DenseNgramRows dense)
        {
            writer.Write<float>(dense.Table.Padded);
            return;
        }

        WriteRows(writer, subwords);
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
        bool isRight = head[0] >= 0 && head[1] is >= 1 and <= CharacterNgrams.LongestLength && head[2] >= section.Items && !head[3..].ContainsAnyExcept(0)
            && section.Length == LengthOf(section.Items, section.Dimension, isComplete);
        if (!isRight)
        {
            throw Corrupt(section, path);
        }

        VectorCollector.RequireSize(path, section.Items, section.Dimension);
        PaddedMatrix table = ReadRows(section, bytes, mapped);
        var ngrams = new CharacterNgrams(head[0], head[1], head[2]);
        for (int row = 0; row < table.Rows; row++)
        {
            if (table.PaddedRow(row)[table.Dimension..].ContainsAnyExcept(0f))
            {
                throw Corrupt(section, path);
            }
        }

        return new Subwords(ngrams, new DenseNgramRows(table), isComplete ? null : ReadBuckets(section, bytes, path, ngrams.Buckets));
    }

    /// <summary>Writes rows that are stored in another form, in the order of their buckets.</summary>
    private static void WriteRows(ChecksumWriter writer, Subwords subwords)
    {
        (int Bucket, int Row)[] order = subwords.RowOfBucket is { } rows
            ? [.. rows.Select(entry => (entry.Key, entry.Value)).OrderBy(entry => entry.Key)]
            : [.. Enumerable.Range(0, subwords.Rows).Select(row => (row, row))];
        float[] padded = new float[PaddedMatrix.PaddedLength(subwords.Dimension)];
        foreach ((_, int row) in order)
        {
            padded.AsSpan().Clear();
            subwords.Table.AddTo(row, padded.AsSpan(0, subwords.Dimension));
            writer.Write<float>(padded);
        }

        if (subwords.Rows < subwords.Buckets)
        {
            writer.Write<int>([.. order.Select(entry => entry.Bucket)]);
        }
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

    private static Int128 LengthOf(long rows, int dimension, bool isComplete) =>
        HeadBytes + ((Int128)rows * PaddedMatrix.PaddedLength(dimension) * sizeof(float)) + (isComplete ? 0 : (Int128)rows * sizeof(int));

    private static UnusableInputException Corrupt(TalpaSection section, string path) => UnusableInputException.AtByte(
        path,
        section.Offset,
        $"the section {Quoted.Text(section.Name)} does not hold {section.Items:N0} rows of n-grams with their lengths and buckets; the file is corrupt, get it again");
}
