using Talpa.Tests;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Files and texts that users of other tools have reported: each is read correctly, or refused with a remedy.</summary>
public sealed class ReportedCasesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("bin-gz", "b.bin.gz", 2, 3)]
    [InlineData("bin-word-with-space", "ph2.bin", 4, 4)]
    [InlineData("glove-first-word-space", "sp.txt", 4, 6)]
    [InlineData("header-three-numbers", "dl4j.txt", 3, 4)]
    [InlineData("npy-python2-long", "p2.npy", 2, 3)]
    [InlineData("text-first-word-space", "g2.vec", 2, 3)]
    public void Vectors_are_read_correctly(string name, string file, int words, int dimension)
    {
        WordVectors vectors = WordVectors.Load(Copy(name, file));
        Assert.Equal((words, dimension), (vectors.Count, vectors.Dimension));
        Assert.DoesNotContain(vectors.Vocabulary.Words, word => word.Any(char.IsControl));
        if (File.Exists(Path.ChangeExtension(_folder.Path(file), ".vec")) && file.EndsWith(".bin", StringComparison.Ordinal))
        {
            WordVectors text = WordVectors.Load(Path.ChangeExtension(_folder.Path(file), ".vec"));
            Assert.Equal(text.Vocabulary.Words, vectors.Vocabulary.Words);
            Assert.All(text.Vocabulary.Words, word => Assert.Equal(text[word].ToArray(), vectors[word].ToArray(), (a, b) => Math.Abs(a - b) < 1e-6));
        }
    }

    [Theory]
    [InlineData("text-first-word-space", "g2.vec", "red fox")]
    [InlineData("glove-first-word-space", "sp.txt", "red fox")]
    [InlineData("bin-word-with-space", "ph2.bin", "new york")]
    [InlineData("header-three-numbers", "dl4j.txt", "mole")]
    public void Words_are_read_unchanged(string name, string file, string word) => Assert.True(WordVectors.Load(Copy(name, file)).Contains(word));

    [Theory]
    [InlineData("text-decimal-comma-tiny", "dc.vec", "line 2", "decimal points")]
    [InlineData("model2vec-tensor", "m2v.safetensors", "embeddings", "m2v.vocab.txt")]
    [InlineData("utf16-vectors", "u16.vec", "UTF-16LE", "iconv")]
    public void Unreadable_vectors_are_refused_with_a_remedy(string name, string file, string fault, string remedy) =>
        Session.Run("info", Copy(name, file)).FailedWith(ExitCode.UnusableInput, file, fault, remedy);

    [Fact]
    public void A_word_that_begins_with_a_dash_is_found_after_two_dashes()
    {
        string path = Copy("dash-word", "dash.txt");
        Session.Run("nearest", path, "-lrb-").FailedWith(ExitCode.WrongUsage, "-- -lrb-");
        Assert.Equal(ExitCode.Done, Session.Run("nearest", path, "-n", "1", "--", "-lrb-").Code);
    }

    [Fact]
    public void A_word_that_a_format_can_not_store_is_replaced_or_skipped()
    {
        string path = Copy("glove-space-to-word2vec", "gs.txt");
        string output = _folder.Path("x.bin");
        Session.Run("convert", path, output).FailedWith(ExitCode.UnusableInput, "'. . .'", "--space-as", "--leave-out-words");
        Assert.Equal(ExitCode.Done, Session.Run("convert", path, output, "--space-as", "_", "-q").Code);
        Assert.True(WordVectors.Load(output).Contains("._._."));
        Assert.Equal(ExitCode.Done, Session.Run("convert", path, output, "--leave-out-words", "-q").Code);
        Assert.Equal(WordVectors.Load(path).Count - 1, WordVectors.Load(output).Count);
    }

    [Theory]
    [InlineData("invisible-marks", "shy.txt", "garden", 24)]
    [InlineData("nfd-text", "nfd.txt", "café", 16)]
    [InlineData("lowercase-final-sigma", "sigma.txt", "δρομος", 2, "--lowercase")]
    [InlineData("lowercase-final-sigma", "sigma.txt", "οδος", 2, "--lowercase")]
    [InlineData("peers-options", "d.txt", null, 0, "-debug", "2", "-lrUpdateRate", "100", "--cbow_mean", "1")]
    [InlineData("symlinked-text", "target-with-a-long-name.txt", null, 0)]
    public void Words_of_a_text_are_counted_correctly(string name, string file, string? word, int count, params string[] options)
    {
        string text = Copy(name, file);
        if (name == "symlinked-text")
        {
            text = _folder.Path("short-link.txt");
            File.CreateSymbolicLink(text, file);
        }

        string output = _folder.Path("o.npy");
        Session session = Session.Run(["train", text, "-o", output, "--min-count", "1", "--dim", "4", "--epochs", "1", "--threads", "1", "-q", .. options]);
        Assert.True(session.Code == ExitCode.Done, session.Error);
        if (word is not null)
        {
            Vocabulary vocabulary = WordVectors.Load(output).Vocabulary;
            Assert.True(vocabulary.TryGetId(word, out int id));
            Assert.Equal(count, vocabulary.Counts[id]);
        }
    }

    [Fact]
    public void A_first_score_with_a_decimal_comma_is_not_read_as_a_header() =>
        Session.Run("eval", "similarity", Copy("similarity-first-line", "e.vec"), _folder.Path("f1.txt")).FailedWith(ExitCode.UnusableInput, "f1.txt, line 1", "7,35", "7.35");

    [Fact]
    public void SimLex_is_read_as_published()
    {
        Session session = Session.Run("eval", "similarity", Copy("simlex-as-published", "e.vec"), _folder.Path("s1.txt"));
        Assert.Equal(ExitCode.Done, session.Code);
        Assert.Contains("3 of 3", session.Out, StringComparison.Ordinal);
    }

    /// <summary>Copies a case's files and returns the path of one of them.</summary>
    private string Copy(string name, string file)
    {
        string original = SharedData.Path($"cases/{name}/{file}");
        foreach (string path in Directory.EnumerateFiles(Path.GetDirectoryName(original)!))
        {
            _folder.Write(Path.GetFileName(path), File.ReadAllBytes(path));
        }

        return _folder.Path(file);
    }
}
