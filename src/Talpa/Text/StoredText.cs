using System.Text;
using Talpa.Storage;

namespace Talpa.Text;

/// <summary>Refuses stored bytes that hold no text that can be read.</summary>
internal static class StoredText
{
    /// <summary>The longest byte order mark.</summary>
    private const int MarkLength = 4;

    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Refuses containers other than gzip and zstd by their first bytes.</summary>
    /// <exception cref="UnusableInputException">It is one; the message names the command that extracts it.</exception>
    public static void RefuseOtherContainers(ReadOnlySpan<byte> head, string name)
    {
        if (Containers.Recognise(head, name) is { } found)
        {
            throw new UnusableInputException(
                $"{name} is {found.Kind} data; only plain text, gzip and zstd are read: extract it first, for example with {found.Command}");
        }
    }

    /// <summary>The text in UTF-8: as it is, or decoded from the encoding that its byte order mark names or, without one, the one that was named.</summary>
    /// <param name="text">The text's bytes, before the first is read.</param>
    /// <param name="encoding">The name of the text's encoding, as <see cref="TextEncodings.Find"/> takes it; <c>null</c> for UTF-8.</param>
    /// <returns>The same stream where the text is UTF-8. A mark is left in place.</returns>
    public static Stream AsUtf8(MeteredStream text, string? encoding)
    {
        ReadOnlySpan<byte> head = text.Peek(MarkLength);
        string? name = EncodingOfMark(head) ?? (ByteOrderMark(head) > 0 ? null : encoding);
        return name is null || TextEncodings.Find(name) is not { } source || source is UTF8Encoding
            ? text
            : Encoding.CreateTranscodingStream(text, source, Utf8WithoutMark);
    }

    /// <summary>The length of the byte order mark at the start of a text in UTF-8, 0 or 3.</summary>
    public static int ByteOrderMark(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>The encoding other than UTF-8 of a byte order mark; <c>null</c> where there is none.</summary>
    public static string? EncodingOfMark(ReadOnlySpan<byte> head) => head switch
    {
        [0xFF, 0xFE, 0x00, 0x00, ..] => "UTF-32LE",
        [0x00, 0x00, 0xFE, 0xFF, ..] => "UTF-32BE",
        [0xFF, 0xFE, ..] => "UTF-16LE",
        [0xFE, 0xFF, ..] => "UTF-16BE",
        _ => null,
    };

    /// <summary>The fault to throw for a text that holds a NUL byte.</summary>
    /// <param name="block">The block of text with the NUL.</param>
    /// <param name="position">The position of the NUL in the text, in bytes.</param>
    /// <param name="compression">How the text is stored.</param>
    /// <param name="name">What the text is called.</param>
    public static UnusableInputException NulFault(ReadOnlySpan<byte> block, long position, Compression compression, string name) =>
        EncodingWithNuls(block) is { } encoding
            ? new UnusableInputException($"{name} looks like {encoding}, not UTF-8; name its encoding (option {nameof(CorpusOptions.Encoding)}), or convert it first: {Iconv(encoding, compression, name)}")
            : new UnusableInputException(
                $"{name} is not plain text: byte {position:N0} is NUL; if it is text, remove such bytes first: {Through("tr -d '\\000'", compression, name)}");

    /// <summary>UTF-16LE or UTF-16BE where the NUL bytes of a block look like that, else <c>null</c>.</summary>
    public static string? EncodingWithNuls(ReadOnlySpan<byte> block)
    {
        int even = 0;
        int odd = 0;
        for (int i = 0; i < block.Length; i++)
        {
            int nul = block[i] == 0 ? 1 : 0;
            even += (i & 1) == 0 ? nul : 0;
            odd += (i & 1) == 1 ? nul : 0;
        }

        // Western text in UTF-16 has a NUL in nearly every second byte.
        return (even, odd) switch
        {
            _ when odd > block.Length / 4 && even < odd / 8 => "UTF-16LE",
            _ when even > block.Length / 4 && odd < even / 8 => "UTF-16BE",
            _ => null,
        };
    }

    /// <summary>The command line that converts a text to UTF-8.</summary>
    public static string Iconv(string encoding, Compression compression, string name) => Through($"iconv -f {encoding} -t UTF-8", compression, name);

    /// <summary>A command line that sends a text through a tool.</summary>
    private static string Through(string tool, Compression compression, string name) => compression switch
    {
        Compression.Gzip => $"gzip -dc {name} | {tool} > text.txt",
        Compression.Zstd => $"zstd -dc {name} | {tool} > text.txt",
        _ => $"{tool} < {name} > text.txt",
    };
}
