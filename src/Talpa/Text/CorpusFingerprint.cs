using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace Talpa.Text;

/// <summary>Distinguishes encoded texts: XXH3 with 128 bits over the words, their counts and all ids.</summary>
internal static class CorpusFingerprint
{
    /// <summary>Goes once over all ids.</summary>
    public static string Of(EncodedCorpus corpus)
    {
        var hash = new XxHash128();
        AppendVocabulary(hash, corpus.Vocabulary);
        var ids = new WordId[corpus.LongestChunk];
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            hash.Append(MemoryMarshal.AsBytes<WordId>(ids.AsSpan(0, corpus.ReadChunk(chunk, ids))));
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>The same number of digits that distinguish a vocabulary with counts.</summary>
    public static string Of(Vocabulary vocabulary)
    {
        var hash = new XxHash128();
        AppendVocabulary(hash, vocabulary);
        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }

    /// <summary>Adds the words and counts of a vocabulary to a hash.</summary>
    public static void AppendVocabulary(XxHash128 hash, Vocabulary vocabulary)
    {
        foreach (string word in vocabulary.Words)
        {
            // A byte that no word holds: it is no UTF-8.
            hash.Append(Encoding.UTF8.GetBytes(word));
            hash.Append([0xFF]);
        }

        hash.Append(MemoryMarshal.AsBytes(vocabulary.Counts));
    }
}
