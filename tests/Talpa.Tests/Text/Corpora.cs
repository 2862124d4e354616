using System.IO.Compression;
using System.Text;
using Talpa.Text;

namespace Talpa.Tests.Text;

/// <summary>Helpers that encode a text and return the result.</summary>
internal static class Corpora
{
    /// <summary>Keeps every word.</summary>
    public static readonly CorpusOptions KeepAll = new() { MinCount = 1 };

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    /// <summary>The lines of a text that ends with a line end, or is empty.</summary>
    public static string[] Lines(byte[] utf8) => utf8.Length == 0 ? [] : Encoding.UTF8.GetString(utf8).TrimEnd('\n').Split('\n');

    public static TextSource Bytes(byte[] bytes, string name = "test.txt") => TextSource.Stream(new MemoryStream(bytes), name);

    public static EncodedCorpus Encode(TextSource source, CorpusOptions? options = null) =>
        EncodedCorpus.Encode(source, options ?? KeepAll, progress: null, TestContext.Current.CancellationToken);

    /// <summary>Encodes with smaller blocks and a smaller memory limit than the defaults.</summary>
    public static EncodedCorpus Encode(TextSource source, CorpusOptions options, int blockLength, long memoryLimit = EncodedCorpus.DefaultMemoryLimit) =>
        EncodedCorpus.Encode(source, options, memoryLimit, blockLength, progress: null, selector: null, TestContext.Current.CancellationToken);

    /// <summary>The sentences of a text as words: encoded, read back in chunks, and decoded into words.</summary>
    public static string[][] Sentences(TextSource source, CorpusOptions? options = null)
    {
        using EncodedCorpus corpus = Encode(source, options);
        return Sentences(corpus);
    }

    public static string[][] Sentences(EncodedCorpus corpus)
    {
        var sentences = new List<string[]>();
        var sentence = new List<string>();
        var buffer = new WordId[corpus.LongestChunk];
        for (int chunk = 0; chunk < corpus.ChunkCount; chunk++)
        {
            int length = corpus.ReadChunk(chunk, buffer);
            foreach (WordId id in buffer.AsSpan(0, length))
            {
                if (id == WordId.SentenceEnd)
                {
                    sentences.Add([.. sentence]);
                    sentence.Clear();
                }
                else
                {
                    sentence.Add(corpus.Vocabulary[id.Value]);
                }
            }

            Assert.Empty(sentence);
        }

        return [.. sentences];
    }

    /// <summary>Sentences in one line, for a readable comparison: words separated by spaces, sentences by bars.</summary>
    public static string Flat(string[][] sentences) => string.Join(" | ", sentences.Select(sentence => string.Join(' ', sentence)));

    public static string Flat(TextSource source, CorpusOptions? options = null) => Flat(Sentences(source, options));

    public static byte[] Gzip(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    public static byte[] Zstd(byte[] bytes)
    {
        using var compressor = new ZstdSharp.Compressor();
        compressor.SetParameter(ZstdSharp.Unsafe.ZSTD_cParameter.ZSTD_c_checksumFlag, 1);
        return compressor.Wrap(bytes).ToArray();
    }

    /// <summary>Words that hardly compress, so that changed bytes are in the middle of the data.</summary>
    public static byte[] RandomWords(int seed, int count)
    {
        var random = new Random(seed);
        var text = new StringBuilder();
        for (int i = 0; i < count; i++)
        {
            for (int length = random.Next(1, 12); length > 0; length--)
            {
                text.Append((char)('a' + random.Next(26)));
            }

            text.Append(random.Next(12) == 0 ? '\n' : ' ');
        }

        return Utf8(text.ToString());
    }
}
