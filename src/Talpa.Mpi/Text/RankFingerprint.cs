using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Talpa.Ranks;
using Talpa.Text;

namespace Talpa.Mpi.Text;

/// <summary>
/// Distinguishes texts that several ranks have encoded: XXH3 with 128 bits over the words, their counts, and the number and the sum (modulo 2¹²⁸) of the hashes of all sentences. A sum depends neither
/// on the number of ranks nor on which rank read which part, nor on the order of the sentences, as the counts of pairs do not. It is another number than
/// <see cref="EncodedCorpus.ComputeFingerprint"/>, which depends on the order too.
/// </summary>
/// <param name="Whole">32 hexadecimal digits.</param>
/// <param name="Alike">The first two ranks whose sentences are the same, perhaps in another order; <c>null</c> for none.</param>
internal sealed record RankFingerprint(string Whole, (int First, int Second)? Alike)
{
    private const int NumberBytes = 16;

    /// <summary>Computes it, going once over the ids of this rank. All ranks call it together and get the same.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="corpus">The sentences of this rank, with the words of the whole text.</param>
    /// <exception cref="UnusableInputException">The temporary file can't be read any more.</exception>
    public static RankFingerprint Of(IRankGroup group, EncodedCorpus corpus)
    {
        byte[] own = new byte[2 * NumberBytes];
        (UInt128 sum, UInt128 sentences) = SumSentences(corpus);
        BinaryPrimitives.WriteUInt128LittleEndian(own, sum);
        BinaryPrimitives.WriteUInt128LittleEndian(own.AsSpan(NumberBytes), sentences);
        byte[] all = new byte[own.Length * group.Count];
        group.AllGather(own, all, [.. Enumerable.Repeat(own.Length, group.Count)]);
        (sum, sentences) = (0, 0);
        for (int rank = 0; rank < group.Count; rank++)
        {
            ReadOnlySpan<byte> each = all.AsSpan(rank * own.Length, own.Length);
            sum = unchecked(sum + BinaryPrimitives.ReadUInt128LittleEndian(each));
            sentences += BinaryPrimitives.ReadUInt128LittleEndian(each[NumberBytes..]);
        }

        BinaryPrimitives.WriteUInt128LittleEndian(own, sum);
        BinaryPrimitives.WriteUInt128LittleEndian(own.AsSpan(NumberBytes), sentences);
        var hash = new XxHash128();
        CorpusFingerprint.AppendVocabulary(hash, corpus.Vocabulary);
        hash.Append(own);
        return new RankFingerprint(Convert.ToHexStringLower(hash.GetCurrentHash()), FindAlike(all, group.Count));
    }

    private static (int First, int Second)? FindAlike(byte[] all, int ranks)
    {
        for (int second = 1; second < ranks; second++)
        {
            ReadOnlySpan<byte> own = OfRank(second);
            for (int first = 0; first < second; first++)
            {
                if (own.ContainsAnyExcept((byte)0) && OfRank(first).SequenceEqual(own))
                {
                    return (first, second);
                }
            }
        }

        return null;

        ReadOnlySpan<byte> OfRank(int rank) => all.AsSpan(rank * 2 * NumberBytes, 2 * NumberBytes);
    }

    private static (UInt128 Sum, UInt128 Sentences) SumSentences(EncodedCorpus corpus)
    {
        UInt128 sum = 0;
        UInt128 sentences = 0;
        var ids = new WordId[corpus.LongestChunk];
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            // A chunk has whole sentences.
            ReadOnlySpan<int> rest = MemoryMarshal.Cast<WordId, int>(ids.AsSpan(0, corpus.ReadChunk(chunk, ids)));
            while (rest.IndexOf(WordId.SentenceEnd.Value) is >= 0 and int end)
            {
                sum = unchecked(sum + XxHash128.HashToUInt128(MemoryMarshal.AsBytes(rest[..end])));
                sentences++;
                rest = rest[(end + 1)..];
            }
        }

        return (sum, sentences);
    }
}
