using Talpa.Storage;

namespace Talpa.Formats;

/// <summary>Files that people try to read as vectors, recognised so that the message can say what to do instead.</summary>
internal static class ForeignFormats
{
    /// <summary>What a file is and what to do with it; <c>null</c> when it is not known either.</summary>
    public static string? Recognise(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith<byte>([0xBA, 0x16, 0x4F, 0x2F]))
        {
            return "a fastText model (.bin), whose vectors are spread over subwords; read the .vec file that fastText writes beside it";
        }

        if (Containers.Recognise(head, name) is { } container)
        {
            return $"{container.Kind} data; unpack it first, as with {container.Command}";
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
