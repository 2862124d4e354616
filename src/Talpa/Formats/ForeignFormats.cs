namespace Talpa.Formats;

/// <summary>Files that people try to read as vectors, recognised so that the message can say what to do instead.</summary>
internal static class ForeignFormats
{
    /// <summary>What a file is and what to do with it; <c>null</c> when it is not known either.</summary>
    public static string? Recognise(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xBA, 0x16, 0x4F, 0x2F]))
        {
            return "a fastText model (.bin), whose vectors are spread over subwords; read the .vec file that fastText writes beside it";
        }

        if (head.StartsWith<byte>([0x28, 0xB5, 0x2F, 0xFD]))
        {
            return "packed with zstd; unpack it first (zstd -d)";
        }

        if (head.StartsWith("BZh"u8) || head.StartsWith<byte>([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z']))
        {
            return "packed with bzip2 or xz; unpack it first";
        }

        if (head.StartsWith("PK\x03\x04"u8))
        {
            return "a zip archive (.zip, .npz, .pt); unpack it first";
        }

        if (head.StartsWith<byte>([0x89, (byte)'H', (byte)'D', (byte)'F']))
        {
            return "an HDF5 file; export the vectors as safetensors or .npy";
        }

        if (head.Length > 2 && head[0] == 0x80 && head[1] is >= 2 and <= 5)
        {
            return "a Python pickle (gensim's save writes such); export it with gensim's save_word2vec_format";
        }

        return null;
    }
}
