using System.Text;
using ZstdSharp;

namespace Talpa.Text;

/// <summary>Tells by their first bytes how stored bytes hold a text, and refuses what holds none that can be read.</summary>
internal static class StoredText
{
    /// <summary>Enough first bytes to tell.</summary>
    public const int HeadLength = 8;

    /// <summary>The longest byte order mark.</summary>
    private const int MarkLength = 4;

    private static readonly UTF8Encoding Utf8WithoutMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The text's bytes: what is stored, or what comes out of it when it is compressed with gzip or zstd.</summary>
    public static Stream Decompress(MeteredStream stored, string name)
    {
        ReadOnlySpan<byte> head = stored.Peek(HeadLength);
        RefuseOtherContainers(head, name);
        if (head.StartsWith<byte>([0x1F, 0x8B]))
        {
            return new GzipMembersStream(stored);
        }

        return IsZstd(head) ? new DecompressionStream(stored, leaveOpen: false) : stored;
    }

    /// <summary>The text in UTF-8: as it is, or decoded from the encoding that its byte order mark names or, without one, the one that was named.</summary>
    /// <param name="text">The text's bytes, before the first is read.</param>
    /// <param name="encoding">The name of the text's encoding, as <see cref="TextEncodings.Find"/> takes it; <c>null</c> for UTF-8.</param>
    /// <returns>The same stream where the text is UTF-8. A mark is left where it stands.</returns>
    public static Stream AsUtf8(MeteredStream text, string? encoding)
    {
        ReadOnlySpan<byte> head = text.Peek(MarkLength);
        Encoding? source = head switch
        {
            [0xFF, 0xFE, 0x00, 0x00, ..] => new UTF32Encoding(bigEndian: false, byteOrderMark: true),
            [0x00, 0x00, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            [0xEF, 0xBB, 0xBF, ..] => null,
            _ => encoding is null ? null : TextEncodings.Find(encoding),
        };
        return source is null or UTF8Encoding ? text : Encoding.CreateTranscodingStream(text, source, Utf8WithoutMark);
    }

    /// <summary>The length of the byte order mark at the start of a text in UTF-8, 0 or 3.</summary>
    public static int ByteOrderMark(ReadOnlySpan<byte> head) => head.StartsWith<byte>([0xEF, 0xBB, 0xBF]) ? 3 : 0;

    /// <summary>The fault to throw for a text that holds a NUL byte.</summary>
    /// <param name="block">The block of text with the NUL.</param>
    /// <param name="place">Where the NUL is in the text, in bytes.</param>
    /// <param name="text">The stream that gave it.</param>
    /// <param name="name">What the text is called.</param>
    public static UnusableInputException NulFault(ReadOnlySpan<byte> block, long place, Stream text, string name)
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
        string? encoding = (even, odd) switch
        {
            _ when odd > block.Length / 4 && even < odd / 8 => "UTF-16LE",
            _ when even > block.Length / 4 && odd < even / 8 => "UTF-16BE",
            _ => null,
        };
        return encoding is not null
            ? new UnusableInputException($"{name} looks like {encoding}, not UTF-8; name its encoding ({nameof(CorpusOptions.Encoding)}, or --encoding), or convert it first: {Iconv(encoding, text, name)}")
            : new UnusableInputException(
                $"{name} is no plain text: byte {place:N0} is NUL; if it is text nevertheless, remove such bytes first: {Through("tr -d '\\000'", text, name)}");
    }

    private static bool IsZstd(ReadOnlySpan<byte> head) =>
        head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD])
        || (head.Length >= 4 && head[0] is >= 0x50 and <= 0x5F && head[1..].StartsWith<byte>([0x2A, 0x4D, 0x18]));

    private static void RefuseOtherContainers(ReadOnlySpan<byte> head, string name)
    {
        (string Kind, string Remedy)? other = head switch
        {
            [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..] => ("bzip2", $"bzip2 -dc {name}"),
            [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00, ..] => ("xz", $"xz -dc {name}"),
            [0x04, 0x22, 0x4D, 0x18, ..] => ("LZ4", $"lz4 -dc {name}"),
            [(byte)'P', (byte)'K', 0x03, 0x04, ..] => ("zip", $"unzip -p {name}"),
            [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => ("7z", $"7z e -so {name}"),
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => ("PDF", $"pdftotext {name}"),
            _ => null,
        };
        if (other is { } found)
        {
            throw new UnusableInputException(
                $"{name} is {found.Kind} data; only plain text, gzip and zstd are read: unpack it first, as with {found.Remedy}");
        }
    }

    private static string Iconv(string encoding, Stream text, string name) => Through($"iconv -f {encoding} -t UTF-8", text, name);

    /// <summary>A command line that sends a text through a tool.</summary>
    private static string Through(string tool, Stream text, string name) => text switch
    {
        GzipMembersStream => $"gzip -dc {name} | {tool} > text.txt",
        DecompressionStream => $"zstd -dc {name} | {tool} > text.txt",
        _ => $"{tool} < {name} > text.txt",
    };
}
