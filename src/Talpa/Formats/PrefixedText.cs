using System.Buffers.Binary;
using System.Text;

namespace Talpa.Formats;

/// <summary>Texts one behind the other, each with its length in bytes before it (4 bytes, the lowest first), so that a text may hold any character.</summary>
internal static class PrefixedText
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static byte[] Encode(IReadOnlyList<string> texts)
    {
        int length = checked(texts.Sum(text => sizeof(int) + Strict.GetByteCount(text)));
        byte[] bytes = new byte[length];
        int at = 0;
        foreach (string text in texts)
        {
            int written = Strict.GetBytes(text, bytes.AsSpan(at + sizeof(int)));
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), written);
            at += sizeof(int) + written;
        }

        return bytes;
    }

    /// <summary>Reads exactly <paramref name="count"/> texts.</summary>
    /// <exception cref="UnusableInputException">The bytes are more or fewer, or not UTF-8.</exception>
    public static string[] Decode(ReadOnlySpan<byte> bytes, long count, string path)
    {
        if (count < 0 || count > bytes.Length / sizeof(int))
        {
            throw Corrupt(path);
        }

        string[] texts = new string[count];
        for (int i = 0; i < texts.Length; i++)
        {
            if (bytes.Length < sizeof(int)
                || BinaryPrimitives.ReadInt32LittleEndian(bytes) is var length && (length < 0 || length > bytes.Length - sizeof(int)))
            {
                throw Corrupt(path);
            }

            try
            {
                texts[i] = Strict.GetString(bytes.Slice(sizeof(int), length));
            }
            catch (ArgumentException)
            {
                throw Corrupt(path);
            }

            bytes = bytes[(sizeof(int) + length)..];
        }

        return bytes.IsEmpty ? texts : throw Corrupt(path);
    }

    private static UnusableInputException Corrupt(string path) =>
        UnusableInputException.InFile(path, "the words or options are not of the length that the file declares; it is corrupt, make it again");
}
