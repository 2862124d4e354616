using System.Buffers;
using System.Buffers.Text;

namespace Talpa.Formats;

/// <summary>Words as deeplearning4j writes them: in base64 behind "B64:", so that they may hold spaces.</summary>
internal static class Base64Words
{
    private static ReadOnlySpan<byte> Prefix => "B64:"u8;

    /// <summary>Whether a line begins with such a word.</summary>
    public static bool IsOne(ReadOnlySpan<byte> line) => line.StartsWith(Prefix);

    /// <summary>Decodes a word; one that is not such a word, or is corrupt, stays as it is.</summary>
    public static ReadOnlySpan<byte> Decode(ReadOnlySpan<byte> word)
    {
        if (!IsOne(word))
        {
            return word;
        }

        byte[] decoded = word[Prefix.Length..].ToArray();
        return Base64.DecodeFromUtf8InPlace(decoded, out int length) == OperationStatus.Done ? decoded.AsSpan(0, length) : word;
    }
}
