using System.Text;
using System.Text.Unicode;
using Talpa.Memory;
using Talpa.Vectors;

namespace Talpa.Formats;

/// <summary>
/// Opens a fastText model whose rows stay in the file, mapped into memory: the words are read, the numbers are not, and the vector of a word is composed when it is
/// needed.
/// </summary>
internal static class FastTextMapping
{
    /// <summary>Opens a model.</summary>
    /// <param name="path">An uncompressed file.</param>
    /// <returns>The model without its output vectors; <c>null</c> where it can't be mapped: it is quantised, or a word is no UTF-8 or occurs twice.</returns>
    /// <exception cref="UnusableInputException">It is corrupt, cut off or of another version.</exception>
    public static VectorFileContent? Open(string path)
    {
        var mapped = new MappedMatrices(path);
        VectorFileContent? content = null;
        try
        {
            using Stream stream = mapped.Open();
            content = Open(new CheckedBytes(stream, path), mapped);
            return content;
        }
        finally
        {
            if (content is null)
            {
                mapped.Abandon();
            }
        }
    }

    private static VectorFileContent? Open(CheckedBytes bytes, MappedMatrices mapped)
    {
        FastTextHeader header = FastTextHeader.Read(bytes);
        if (header.IsQuantised || VocabularyOf(header.Dictionary) is not { } vocabulary)
        {
            return null;
        }

        int dimension = header.Arguments.Dimension;
        long rowBytes = (long)dimension * sizeof(float);
        VectorCollector.RequireSize(bytes.Path, vocabulary.Count, dimension);
        long rows = bytes.ReadSize(dimension);
        header.RequireRows(bytes, rows);
        MappedRows words = mapped.RowsAt(bytes.Position, vocabulary.Count, dimension);
        Subwords? subwords = header.Ngrams is { } ngrams
            ? new Subwords(ngrams, new MappedNgramRows(mapped.RowsAt(bytes.Position + (vocabulary.Count * rowBytes), ngrams.Buckets, dimension)))
            : null;
        bytes.Skip(rows * rowBytes);
        _ = header.ReadIsOutputQuantised(bytes);
        bytes.Skip(bytes.ReadSize(dimension) * rowBytes);
        bytes.RequireEnd();
        return new VectorFileContent
        {
            Vectors = new WordVectors(new WordsOnDemand(vocabulary, words, subwords)),
            Options = new Dictionary<string, string>(StringComparer.Ordinal) { [FastTextFormat.OptionsName] = header.Arguments.CommandLine },
            Warnings = header.Warnings,
        };
    }

    private static Vocabulary? VocabularyOf(FastTextDictionary dictionary)
    {
        string[] words = new string[dictionary.Words];
        var ids = new Dictionary<string, int>(words.Length, StringComparer.Ordinal);
        for (int id = 0; id < words.Length; id++)
        {
            ReadOnlySpan<byte> word = dictionary[id];
            words[id] = Encoding.UTF8.GetString(word);
            if (!Utf8.IsValid(word) || !ids.TryAdd(words[id], id))
            {
                return null;
            }
        }

        return new Vocabulary(words, dictionary.HasCounts ? dictionary.Counts : null, ids);
    }
}
