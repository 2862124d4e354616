namespace Talpa.Storage;

/// <summary>Files that hold other files, or text in a form that is not read: recognised so that a message can name the command that extracts them.</summary>
internal static class Containers
{
    /// <summary>The container that some first bytes belong to.</summary>
    /// <param name="head">The first <see cref="Compressions.HeadLength"/> bytes, or all where there are fewer.</param>
    /// <param name="name">The file's name, for the command.</param>
    /// <returns>Its kind and the command that extracts it; <c>null</c> where it is none known.</returns>
    public static (string Kind, string Command)? Recognise(ReadOnlySpan<byte> head, string name) => head switch
    {
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..] => ("bzip2", $"bzip2 -dc {name}"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0x00, ..] => ("xz", $"xz -dc {name}"),
        [0x04, 0x22, 0x4D, 0x18, ..] => ("LZ4", $"lz4 -dc {name}"),
        [(byte)'P', (byte)'K', 0x03, 0x04, ..] => ("zip", $"unzip -p {name}"),
        [(byte)'7', (byte)'z', 0xBC, 0xAF, ..] => ("7z", $"7z e -so {name}"),
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => ("PDF", $"pdftotext {name}"),
        _ => null,
    };
}
