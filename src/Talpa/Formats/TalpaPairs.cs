using Talpa.CoOccurrence;
using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>
/// The section of a .talpa file with the counts of pairs: for each word the share of its tokens that subsampling kept, for each word the bytes of its contexts, and the contexts,
/// word after word (<see cref="PairSums"/>).
/// </summary>
internal static class TalpaPairs
{
    private const int HeadBytes = sizeof(float) + sizeof(int);

    /// <summary>The entry in the directory.</summary>
    public static TalpaSection SectionOf(PairSums pairs) =>
        TalpaSection.OfBytes(TalpaSectionKind.Pairs, TableNames.Pairs, pairs.Words, ((long)HeadBytes * pairs.Words) + pairs.Bytes);

    /// <summary>Writes the section.</summary>
    public static void Write(ChecksumWriter writer, PairSums pairs)
    {
        writer.Write(pairs.Kept);
        writer.Write<int>([.. Enumerable.Range(0, pairs.Words).Select(word => pairs[word].Length)]);
        for (int word = 0; word < pairs.Words; word++)
        {
            writer.Write<byte>(pairs[word]);
        }
    }

    /// <summary>Reads the section, the bytes of which are known to lie within the file.</summary>
    /// <exception cref="UnusableInputException">It is corrupt.</exception>
    public static PairSums Read(TalpaSection section, ChecksumReader bytes, string path)
    {
        if (section.Items < 0 || section.Items > section.Length / HeadBytes)
        {
            throw Corrupt(section, path);
        }

        float[] kept = new float[section.Items];
        bytes.Read<float>(kept);
        int[] lengths = new int[section.Items];
        bytes.Read<int>(lengths);
        bool isRight = kept.All(share => share is >= 0 and <= 1) && lengths.All(length => length >= 0)
            && lengths.Sum(length => (long)length) == section.Length - (section.Items * HeadBytes);
        if (!isRight)
        {
            throw Corrupt(section, path);
        }

        byte[][] rows = new byte[lengths.Length][];
        for (int word = 0; word < rows.Length; word++)
        {
            rows[word] = new byte[lengths[word]];
            bytes.Read<byte>(rows[word]);
            if (!PairSums.IsRow(rows[word], rows.Length))
            {
                throw Corrupt(section, path);
            }
        }

        return new PairSums(kept, rows);
    }

    private static UnusableInputException Corrupt(TalpaSection section, string path) => UnusableInputException.AtByte(
        path,
        section.Offset,
        $"the section {Quoted.Text(section.Name)} does not hold the counts of pairs of {section.Items:N0} words; the file is corrupt, get it again");
}
