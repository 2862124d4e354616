using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>What is wrong with a binary file of word2vec whose records do not fit: looked for only after that is known.</summary>
internal static class Word2VecFaults
{
    /// <summary>So many records must fit a layout to be named.</summary>
    private const int FewRecords = 3;

    /// <summary>The fault where a word holds control characters, which shows that a record before it was divided wrongly.</summary>
    /// <param name="path">The file.</param>
    /// <param name="offset">The word's first byte.</param>
    /// <param name="row">The number of the word, from 0.</param>
    /// <param name="header">The header.</param>
    /// <param name="records">The first bytes behind the header.</param>
    public static UnusableInputException ControlCharacters(string path, long offset, int row, Word2VecHeader header, ReadOnlySpan<byte> records)
    {
        if (FitsLayout(records, header, sizeof(double), ""u8) || FitsLayout(records, header, sizeof(double), "\n"u8))
        {
            return UnusableInputException.InFile(path, "each number takes 8 bytes (float64) instead of 4; save the vectors in single precision (float32)");
        }

        if (FitsLayout(records, header, sizeof(float), "\r\n"u8))
        {
            return UnusableInputException.InFile(path, "each record ends in CR LF: the file was written in text mode, which breaks binary numbers; write it again in binary mode");
        }

        return UnusableInputException.AtByte(
            path,
            offset,
            $"word {row + 1:N0} of {header.Words:N0} holds control characters, so the word before it holds a space, or the vectors have another length than "
            + $"{header.Dimension:N0} numbers; export the vectors as text, or with '_' instead of spaces");
    }

    /// <summary>The fault where bytes follow the last record.</summary>
    public static UnusableInputException MoreFollows(VectorSource source, Word2VecHeader header)
    {
        ByteReader reader = source.Reader;
        long start = reader.Position;
        long more = CountRecords(reader, header.Dimension);
        string fault = more > 0
            ? $"{more:N0} more {(more == 1 ? "word follows" : "words follow")} the {header.Words:N0} that the first line declares; write {header.Words + more} for the first number"
            : $"bytes follow the {header.Words:N0} words that the first line declares and are no further words; the file is corrupt, or words in it hold spaces: get it again, or export the vectors as text";
        return UnusableInputException.AtByte(source.Name, start, fault);
    }

    /// <summary>Bytes as numbers.</summary>
    public static ReadOnlySpan<float> Floats(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<float> numbers = MemoryMarshal.Cast<byte, float>(bytes);
        if (BitConverter.IsLittleEndian)
        {
            return numbers;
        }

        float[] copy = numbers.ToArray();
        LittleEndian.Reverse<float>(copy);
        return copy;
    }

    /// <summary>Whether the first records are divided sensibly by numbers of a size and an end of record.</summary>
    private static bool FitsLayout(ReadOnlySpan<byte> records, Word2VecHeader header, int numberBytes, ReadOnlySpan<byte> recordEnd)
    {
        int count = Math.Min(header.Words, FewRecords);
        for (int row = 0; row < count; row++)
        {
            int space = records.IndexOf((byte)' ');
            long length = space + 1 + ((long)numberBytes * header.Dimension);
            if (space < 1 || Word2VecRecords.HasControl(records[..space]) || length > records.Length || !HasSensibleDoubles(records, space + 1, header.Dimension, numberBytes))
            {
                return false;
            }

            records = records[(int)length..];
            if (!records.StartsWith(recordEnd))
            {
                return false;
            }

            records = records[recordEnd.Length..];
        }

        return header.Words > count || records.IsEmpty;
    }

    private static bool HasSensibleDoubles(ReadOnlySpan<byte> records, int start, int dimension, int numberBytes)
    {
        if (numberBytes != sizeof(double))
        {
            return true;
        }

        for (int i = 0; i < dimension; i++)
        {
            double number = Math.Abs(BinaryPrimitives.ReadDoubleLittleEndian(records[(start + (i * sizeof(double)))..]));
            if (!(number is 0 or (> 1e-30 and < 1e9)))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The number of records up to the end of the file; 0 where something else is there.</summary>
    private static long CountRecords(ByteReader reader, int dimension)
    {
        byte[] vector = new byte[Math.Min(4L * dimension, 1 << 16)];
        long count = 0;
        while (true)
        {
            while (reader.Peek() == '\n')
            {
                reader.Skip(1);
            }

            if (reader.Peek() < 0)
            {
                return count;
            }

            if (!reader.TryReadTo((byte)' ', out ReadOnlySpan<byte> word) || Word2VecRecords.HasControl(word) || !TrySkip(reader, 4L * dimension, vector))
            {
                return 0;
            }

            count++;
        }
    }

    private static bool TrySkip(ByteReader reader, long count, byte[] buffer)
    {
        for (long left = count; left > 0; left -= buffer.Length)
        {
            if (!reader.TryRead(buffer.AsSpan(0, (int)Math.Min(left, buffer.Length))))
            {
                return false;
            }
        }

        return true;
    }
}
