using System.Text.Json;
using Talpa.Formats;

namespace Talpa.Tests.Formats;

/// <summary>
/// Files with arbitrary words, written by the installed gensim, are read as written, or refused. The expected words are those that were
/// written, because gensim itself misreads words with spaces.
/// </summary>
public sealed class GensimWritesAnyWordsTests : IDisposable
{
    private const int Files = 200;

    private const string Script =
        """
        for file in json.load(open(sys.argv[1], encoding='utf-8')):
            vectors = KeyedVectors(file['dimension'])
            vectors.add_vectors(file['words'], np.array(file['numbers'], dtype=np.float32).reshape(-1, file['dimension']))
            vectors.save_word2vec_format(file['path'], binary=file['binary'])
        print('{}')
        """;

    private static readonly string[] Parts =
    [
        "a", "b", "york", "Z", "é", "中", "😀", "👩\u200D💻", "7", "-", ".", "0.5", ",", "=", "</s>", " ", " ", " ", " ", "\u00A0", "\u2009", "\u3000", "\t", "\n", "\r",
        "\0", "\u0001", "\u001B", "\u007F", "\u0085", "\u2028", "\uFEFF",
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_gensim_writes_is_read_as_written_or_refused()
    {
        Python.RequireGensim();
        int seed = Random.Shared.Next();
        var random = new Random(seed);
        Written[] files = [.. Enumerable.Range(0, Files).Select(file => Draw(random, _folder.File($"{file}")))];
        string order = _folder.File("files.json");
        File.WriteAllText(order, JsonSerializer.Serialize(files, JsonSerializerOptions.Web));
        Python.Run(Script, order);

        int read = files.Count(file => IsReadAsWritten(file, seed));
        Assert.True(read > Files / 4, $"only {read} of {Files} files were read, seed {seed}");
    }

    private static bool IsReadAsWritten(Written file, int seed)
    {
        WordVectors read;
        try
        {
            read = VectorFileAccess.Read(file.Path).Vectors;
        }
        catch (UnusableInputException fault)
        {
            Assert.DoesNotContain('\n', fault.Message);
            return false;
        }

        string details = $"seed {seed}, file {file.Path}, dimension {file.Dimension}, binary {file.Binary}: {JsonSerializer.Serialize(file.Words)}";
        Assert.True(file.Words.SequenceEqual(read.Vocabulary.Words), $"{details} became {JsonSerializer.Serialize(read.Vocabulary.Words)}");
        for (int row = 0; row < read.Count; row++)
        {
            Assert.True(file.Numbers.AsSpan(row * file.Dimension, file.Dimension).SequenceEqual(read[row]), $"{details}: the vector of word {row} differs");
        }

        return true;
    }

    /// <summary>One file in four has ordinary words, one in four words with spaces, the others words of any parts.</summary>
    private static Written Draw(Random random, string path)
    {
        int kind = random.Next(4);
        int parts = kind switch { 0 => 3, 1 => 20, _ => Parts.Length };
        int dimension = random.Next(1, 13);
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (int word = random.Next(1, 15); word > 0; word--)
        {
            words.Add(string.Concat(Enumerable.Range(0, random.Next(kind < 2 ? 1 : 0, 7)).Select(_ => Parts[random.Next(parts)])));
        }

        float[] numbers = [.. Enumerable.Range(0, words.Count * dimension).Select(_ => random.Next(10) switch { 0 => 0, 1 => random.Next(-2, 3), _ => (random.NextSingle() - 0.5f) * 4 })];
        return new Written(path, random.Next(2) == 0, dimension, [.. words], numbers);
    }

    private sealed record Written(string Path, bool Binary, int Dimension, string[] Words, float[] Numbers);
}
