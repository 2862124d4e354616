using System.Buffers.Binary;
using System.Text;

namespace Talpa.Fuzzing;

/// <summary>Changes good files at random, the way that finds faults in readers: a bit, a number at its extremes, a piece gone, doubled or from another file.</summary>
internal sealed class Mutation(Random random)
{
    private const int MaxBytes = 1 << 16;

    private static readonly ulong[] Extremes =
    [
        0, 1, 2, 3, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFF_FFFE, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF,
        0x1_0000_0000, 0x7FFF_FFFF_FFFF_FFFE, long.MaxValue, 0x8000_0000_0000_0000, ulong.MaxValue,
    ];

    private static readonly string[] Texts =
    [
        "0", "1", "-1", "2147483646", "2147483647", "2147483648", "4294967296", "9223372036854775807", "9223372036854775808", "99999999999999999999",
        "1e400", "-1e-400", "nan", "inf", "\n", "\r\n", " ", "\t", "\0", ",", "\"", "\\u0000", "[]", "{}", "</s>", "\uFEFF", "\u2028",
    ];

    /// <summary>A changed copy of one of the files.</summary>
    public byte[] Of(IReadOnlyList<byte[]> files)
    {
        List<byte> bytes = [.. files[random.Next(files.Count)]];
        for (int changes = 1 + random.Next(4); changes > 0; changes--)
        {
            Change(bytes, files);
        }

        return [.. bytes.Take(MaxBytes)];
    }

    private void Change(List<byte> bytes, IReadOnlyList<byte[]> files)
    {
        int at = bytes.Count == 0 ? 0 : random.Next(random.Next(2) == 0 ? Math.Min(bytes.Count, 256) : bytes.Count);
        switch (random.Next(8))
        {
            case 0 when bytes.Count > 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when bytes.Count > 0:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2 or 3:
                WriteExtreme(bytes, at);
                break;
            case 4:
                bytes.InsertRange(at, Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)]));
                break;
            case 5:
                bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 64)));
                break;
            case 6:
                bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 64))));
                break;
            default:
                byte[] other = files[random.Next(files.Count)];
                int from = random.Next(other.Length + 1);
                bytes.InsertRange(at, other.AsSpan(from, Math.Min(other.Length - from, random.Next(64))));
                break;
        }
    }

    private void WriteExtreme(List<byte> bytes, int at)
    {
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(number, Extremes[random.Next(Extremes.Length)]);
        int length = 1 << random.Next(4);
        number = number[..length];
        if (random.Next(4) == 0)
        {
            number.Reverse();
        }

        for (int i = 0; i < length && at + i < bytes.Count; i++)
        {
            bytes[at + i] = number[i];
        }
    }
}
