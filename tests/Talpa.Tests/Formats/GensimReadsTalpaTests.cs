using System.Text.Json;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

/// <summary>Files written by Talpa, read by gensim and NumPy.</summary>
public sealed class GensimReadsTalpaTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("x.bin", VectorFileFormat.Word2Vec)]
    [InlineData("x.vec", VectorFileFormat.Text)]
    [InlineData("x.txt", VectorFileFormat.Glove)]
    public void Gensim_reads_the_same_words_and_the_same_bits(string file, VectorFileFormat format)
    {
        WordVectors vectors = Write(file);
        JsonElement read = Python.Run(
            """
            kv = KeyedVectors.load_word2vec_format(sys.argv[1], binary=sys.argv[2] == 'Word2Vec', no_header=sys.argv[2] == 'Glove')
            print(json.dumps(dict(words=kv.index_to_key, bits=kv.vectors.view(np.uint32).ravel().tolist())))
            """,
            _folder.File(file),
            $"{format}");
        RequireEqual(vectors, read);
    }

    [Fact]
    public void NumPy_reads_the_array_and_the_words_are_in_a_separate_file()
    {
        WordVectors vectors = Write("x.npy");
        JsonElement read = Python.Run(
            """
            a = np.load(sys.argv[1], allow_pickle=False)
            assert a.dtype == np.float32 and a.flags.c_contiguous
            words = open(sys.argv[2], encoding='utf-8', newline='\n').read().split('\n')[:-1]
            print(json.dumps(dict(words=words, bits=a.view(np.uint32).ravel().tolist())))
            """,
            _folder.File("x.npy"),
            _folder.File("x.vocab.txt"));
        RequireEqual(vectors, read);
    }

    private WordVectors Write(string file)
    {
        Python.RequireGensim();
        var random = new Random(20);
        var words = Enumerable.Range(0, 500).Select(i => $"wörd{i}").Concat(["中文", "😀", "no\u00A0break", "</s>", "don't", "\"", "1.5"]).ToList();
        float[] numbers = [.. Enumerable.Range(0, words.Count * 7).Select(i => i % 5 == 0 ? MathF.ScaleB(random.NextSingle() - 0.5f, random.Next(-140, 120)) : random.NextSingle() - 0.5f)];
        var vectors = new WordVectors(words, 7, numbers);
        VectorFileAccess.Write(_folder.File(file), new VectorFileContent { Vectors = vectors });
        return vectors;
    }

    private static void RequireEqual(WordVectors expected, JsonElement read)
    {
        Assert.Equal(expected.Vocabulary.Words, read.GetProperty("words").EnumerateArray().Select(word => word.GetString()!));
        IEnumerable<uint> bits = Enumerable.Range(0, expected.Count).SelectMany(row => expected[row].ToArray()).Select(BitConverter.SingleToUInt32Bits);
        Assert.Equal(bits, read.GetProperty("bits").EnumerateArray().Select(number => number.GetUInt32()));
    }
}
