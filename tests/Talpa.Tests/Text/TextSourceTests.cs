using Talpa.Text;

namespace Talpa.Tests.Text;

public sealed class TextSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Several_files_are_read_in_the_order_given_and_each_ends_its_last_sentence()
    {
        string first = _folder.Write("b.txt", "one two");
        string second = _folder.Write("a.txt", "three\nfour");
        Assert.Equal("one two | three | four", Corpora.Flat(TextSource.Files([first, second])));
    }

    [Fact]
    public void A_folder_is_read_recursively_in_ordinal_order_without_hidden_files()
    {
        _folder.Write("b.txt", "second");
        _folder.Write("Z.txt", "first");
        _folder.Write("c/d/deep.md", "third");
        _folder.Write(".hidden.txt", "never");
        _folder.Write(".git/config", "never");
        Assert.Equal("first | second | third", Corpora.Flat(TextSource.Folder(_folder.Folder)));
    }

    [Fact]
    public void A_link_to_a_folder_is_not_followed()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "creating links requires a privilege on Windows");
        _folder.Write("a/text.txt", "word");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Folder, "a", "round"), _folder.Folder);
        Assert.Equal("word", Corpora.Flat(TextSource.Folder(_folder.Folder)));
        Assert.Equal("word", Corpora.Flat(TextSource.Glob(Path.Combine(_folder.Folder, "**", "*.txt"))));
    }

    [Theory]
    [InlineData("*.txt", "a1 | a2 | b1")]
    [InlineData("a?.txt", "a1 | a2")]
    [InlineData("**/*.txt", "a1 | a2 | b1 | c1 | d1")]
    [InlineData("**", "a1 | a2 | a3 | b1 | c1 | d1")]
    [InlineData("s*/**/c?.txt", "c1")]
    [InlineData("s*/*/d1.txt", "d1")]
    [InlineData("sub/c1.txt", "c1")]
    [InlineData(".h*.txt", "h1")]
    [InlineData("**/d*", "d1")]
    public void A_pattern_selects_files(string pattern, string expected)
    {
        foreach (string name in (string[])["a1.txt", "a2.txt", "a3.md", "b1.txt", ".h1.txt", "sub/c1.txt", "sub/deep/d1.txt", ".dot/e1.txt"])
        {
            _folder.Write(name, Path.GetFileNameWithoutExtension(name).Trim('.'));
        }

        Assert.Equal(expected, Corpora.Flat(TextSource.Glob(Path.Combine(_folder.Folder, pattern.Replace('/', Path.DirectorySeparatorChar)))));
    }

    [Fact]
    public void Unusable_inputs_are_reported_in_one_line()
    {
        string missing = Path.Combine(_folder.Folder, "missing.txt");
        string empty = Directory.CreateDirectory(Path.Combine(_folder.Folder, "empty")).FullName;
        string file = _folder.Write("file.txt", "word");
        AssertRefused(() => TextSource.File(missing), "There is no file", missing);
        AssertRefused(() => TextSource.File(empty), "is a folder", empty);
        AssertRefused(() => TextSource.Files([]), "list of files is empty");
        AssertRefused(() => TextSource.Folder(missing), "There is no folder", missing);
        AssertRefused(() => TextSource.Folder(file), "is a file", file);
        AssertRefused(() => TextSource.Folder(empty), "no file", empty);
        AssertRefused(() => TextSource.Glob(Path.Combine(empty, "*.txt")), "No file matches", empty);
        AssertRefused(() => TextSource.Glob(missing), "No file matches", missing);
    }

    [Fact]
    public void A_file_deleted_before_it_is_read_is_reported()
    {
        string path = _folder.Write("gone.txt", "word");
        TextSource source = TextSource.File(path);
        File.Delete(path);
        AssertRefused(() => Corpora.Flat(source), "can't be opened", path);
    }

    [Fact]
    public void A_text_without_words_is_refused_with_its_name()
    {
        AssertRefused(() => Corpora.Flat(TextSource.File(_folder.Write("empty.txt", ""))), "has no words: it is empty", "empty.txt");
        AssertRefused(() => Corpora.Flat(TextSource.File(_folder.Write("dots.txt", "... !!\n--\n"))), "found no word in 10 bytes", "dots.txt");
        AssertRefused(() => Corpora.Flat(TextSource.Folder(_folder.Folder)), "in 2 parts", "dots.txt", "empty.txt");
        AssertRefused(() => Corpora.Flat(TextSource.Text(" \n")), "has no words");
        AssertRefused(() => Corpora.Flat(TextSource.Lines([])), "has no words");
    }

    [Fact]
    public void A_string_is_a_text()
    {
        Assert.Equal("a b | c", Corpora.Flat(TextSource.Text("a b\nc")));
        Assert.Equal("a b | c", Corpora.Flat(TextSource.Lines(["a b", "", "c"])));
        Assert.Equal("a | b | c", Corpora.Flat(TextSource.Combine(TextSource.Text("a"), TextSource.Lines(["b"]), Corpora.Bytes("c"u8.ToArray()))));
        Assert.Throws<ArgumentException>(() => TextSource.Combine());
    }

    [Fact]
    public void An_unpaired_surrogate_counts_as_one_invalid_sequence()
    {
        using EncodedCorpus corpus = Corpora.Encode(TextSource.Lines(["one\uD800two \uD83D\uDE00 \uDC00"]));
        Assert.Equal(2, corpus.Report.ReplacedSequences);
        Assert.Equal("one two", Corpora.Flat(Corpora.Sentences(corpus)));
    }

    [Fact]
    public void A_long_string_equals_the_text_of_its_bytes()
    {
        string text = string.Concat(Enumerable.Range(0, 30_000).Select(i => $"wörd{i} 𝒳 "));
        Assert.Equal(Corpora.Flat(Corpora.Bytes(Corpora.Utf8(text))), Corpora.Flat(TextSource.Text(text)));
    }

    [Fact]
    public void A_stream_is_read_from_its_current_position_and_left_open()
    {
        using var stream = new MemoryStream("skipped word"u8.ToArray()) { Position = 8 };
        TextSource source = TextSource.Stream(stream, "memory");
        Assert.Equal("word", Corpora.Flat(source));
        Assert.Equal("word", Corpora.Flat(source));
        Assert.True(stream.CanRead);
    }

    [Fact]
    public void A_pipe_is_read_once_and_left_open_and_a_second_reading_is_refused()
    {
        using var stream = new TrickleStream("from a pipe"u8.ToArray(), () => 3);
        TextSource source = TextSource.Stream(stream, "standard input");
        Assert.Null(source.Length);
        Assert.Equal("from a pipe", Corpora.Flat(source));
        Assert.False(stream.IsDisposed);
        Assert.Contains("standard input", Assert.Throws<UnusableInputException>(() => Corpora.Flat(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_length_is_the_sum_of_stored_bytes_when_all_are_known()
    {
        string first = _folder.Write("a.txt", "12345");
        string second = _folder.Write("b.txt", "123");
        Assert.Equal(8, TextSource.Files([first, second]).Length);
        Assert.Equal(3, TextSource.Stream(new MemoryStream([1, 2, 3]), "memory").Length);
        Assert.Null(TextSource.Combine(TextSource.File(first), TextSource.Text("a")).Length);
    }

    [Fact]
    public async Task A_named_pipe_is_read_like_a_file()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the test creates named pipes with mkfifo");
        string pipe = Path.Combine(_folder.Folder, "pipe");
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [pipe]);
        await mkfifo.WaitForExitAsync(TestContext.Current.CancellationToken);
        Task writing = Task.Run(() => File.WriteAllBytes(pipe, Corpora.Gzip(Corpora.RandomWords(1, 100_000))), TestContext.Current.CancellationToken);
        var progress = new List<EncodingProgress>();
        using EncodedCorpus corpus = EncodedCorpus.Encode(
            TextSource.File(pipe), Corpora.KeepAll, new Recorder(progress), TestContext.Current.CancellationToken);
        await writing;
        Assert.Equal(100_000, corpus.TokenCount);
        Assert.Null(progress[^1].Fraction);
    }

    private static void AssertRefused(Action action, params string[] parts)
    {
        UnusableInputException fault = Assert.Throws<UnusableInputException>(action);
        Assert.All(parts, part => Assert.Contains(part, fault.Message, StringComparison.Ordinal));
        Assert.DoesNotContain('\n', fault.Message);
    }

    private sealed class Recorder(List<EncodingProgress> reports) : IProgress<EncodingProgress>
    {
        public void Report(EncodingProgress value) => reports.Add(value);
    }
}
