using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Replaying;

/// <summary>Identifies vectors, so that a replay is not shown with those of another training: a hash of all words in order and of the first vectors.</summary>
internal static class VectorsFingerprint
{
    /// <summary>The length of a fingerprint.</summary>
    internal const int Bytes = 16;

    /// <summary>Two trainings differ in every vector, so the first ones are enough.</summary>
    private const int Rows = 1000;

    /// <summary>Computes the fingerprint.</summary>
    public static byte[] Of(WordVectors vectors)
    {
        var hash = new XxHash128();
        Span<byte> numbers = stackalloc byte[2 * sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(numbers, vectors.Count);
        BinaryPrimitives.WriteInt32LittleEndian(numbers[sizeof(int)..], vectors.Dimension);
        hash.Append(numbers);
        foreach (string word in vectors.Vocabulary.Words)
        {
            hash.Append(MemoryMarshal.AsBytes(word.AsSpan()));
            hash.Append("\n\0"u8);
        }

        for (int i = 0; i < Math.Min(Rows, vectors.Count); i++)
        {
            hash.Append(MemoryMarshal.AsBytes(vectors[i]));
        }

        return hash.GetCurrentHash();
    }
}
