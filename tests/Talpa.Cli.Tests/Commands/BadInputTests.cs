using System.Text;
using Talpa.Cli.Rendering;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Commands;

/// <summary>Invalid input: one error line, the exit code, and no incomplete file.</summary>
public class BadInputTests(Zoo zoo)
{
    [Fact]
    public void A_missing_text() => Refused(_ => [], ["nosuch.txt"], ExitCode.UnusableInput, "nosuch.txt");

    [Fact]
    public void An_empty_text() => Refused(folder => [folder.Write("empty.txt", "")], [], ExitCode.UnusableInput, "empty.txt", "no words");

    [Fact]
    public void A_text_of_blank_lines() => Refused(folder => [folder.Write("blank.txt", " \n\n\t\n")], [], ExitCode.UnusableInput, "blank.txt", "no words");

    [Fact]
    public void A_folder_without_files()
    {
        using var folder = new TemporaryFolder();
        string empty = Directory.CreateDirectory(folder.Path("empty")).FullName;

        Session.Run("train", empty, "-o", folder.Path("v.talpa")).FailedWith(ExitCode.UnusableInput, empty);

        Assert.Equal(["empty"], folder.Names);
    }

    [Fact]
    public void A_glob_that_matches_nothing() => Refused(folder => [folder.Path("*.nothing")], [], ExitCode.UnusableInput, "*.nothing");

    [Fact]
    public void Random_bytes_as_a_text_have_no_frequent_words()
    {
        const int Seed = 7;
        byte[] random = new byte[2000];
        new Random(Seed).NextBytes(random);

        Refused(folder => [folder.Write("random.bin", random)], ["--min-count", "50"], ExitCode.UnusableInput, "random.bin");
    }

    [Fact]
    public void A_truncated_compressed_text()
    {
        byte[] cut = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x4b, 0x4c];

        Refused(folder => [folder.Write("cut.gz", cut)], [], ExitCode.UnusableInput, "cut.gz");
    }

    [Fact]
    public void A_text_with_only_rare_words() =>
        Refused(folder => [folder.Write("rare.txt", "all words but once")], [], ExitCode.UnusableInput, "5");

    [Theory]
    [InlineData("--dim", "0")]
    [InlineData("--dim", "10001")]
    [InlineData("--window", "0")]
    [InlineData("--window", "1001")]
    [InlineData("--negatives", "0")]
    [InlineData("--noise-exponent", "11")]
    [InlineData("--min-improvement", "-1", "exact")]
    [InlineData("--weight-exponent", "2", "exact")]
    [InlineData("--prior", "-1", "exact")]
    [InlineData("--hold-out", "0.51", "exact")]
    [InlineData("--memory-limit", "3", "exact")]
    [InlineData("--sample", "1.5")]
    [InlineData("--epochs", "0")]
    [InlineData("--learning-rate", "0")]
    [InlineData("--min-learning-rate", "1")]
    [InlineData("--threads", "0")]
    [InlineData("--min-count", "0")]
    [InlineData("--max-vocab", "0")]
    [InlineData("--max-sentence", "0")]
    public void An_option_out_of_range_is_reported_by_its_command_line_name(string option, string value, string objective = "negative") =>
        Refused(folder => [folder.Write("t.txt", "a b")], ["--objective", objective, option, value], ExitCode.WrongUsage, option, $"not {value}");

    [Fact]
    public void Conflicting_options()
    {
        Refused(folder => [folder.Write("t.txt", "a b")], ["--arch", "skipgram", "-cbow", "1"], ExitCode.WrongUsage, "--arch", "-cbow");
        Refused(folder => [folder.Write("t.txt", "a b")], ["--objective", "softmax", "-hs", "1"], ExitCode.WrongUsage, "--objective", "-hs");
        Refused(folder => [folder.Write("t.txt", "a b")], ["--sweeps", "3", "--epochs", "4"], ExitCode.WrongUsage, "--epochs is given more than once");
        Refused(folder => [folder.Write("t.txt", "a b")], ["--full-window", "--window-weights", "linear"], ExitCode.WrongUsage, "--full-window", "--window-weights");
        Refused(folder => [folder.Write("t.txt", "a b")], ["--memory-limit", "much"], ExitCode.WrongUsage, "--memory-limit", "500MB");
    }

    [Fact]
    public void The_exact_softmax_with_CBOW() => Refused(
        _ => [], ["--objective", "exact", "--arch", "cbow"], ExitCode.WrongUsage, "--arch must be SkipGram with the exact softmax (CBOW's windows share no distribution), not Cbow");

    [Fact]
    public void The_standard_input_twice() => Refused(_ => ["-", "-"], [], ExitCode.WrongUsage, "standard input");

    [Fact]
    public void An_output_with_an_unknown_extension()
    {
        using var folder = new TemporaryFolder();

        Session.Run("train", "-o", folder.Path("v.xyz")).FailedWith(ExitCode.WrongUsage, "v.xyz", "--format", ".talpa");

        Assert.Empty(folder.Names);
    }

    [Fact]
    public void An_output_in_a_missing_folder_is_detected_before_the_text_is_read()
    {
        using var folder = new TemporaryFolder();

        Session.Run("train", folder.Write("t.txt", "a b"), "-o", folder.Path("missing/v.talpa"))
            .FailedWith(ExitCode.Failed, "missing", "does not exist");

        Assert.Equal(["t.txt"], folder.Names);
    }

    [Theory]
    [InlineData("/proc/v.talpa")]
    [InlineData("/dev/full")]
    public void An_output_that_can_not_be_a_file(string output)
    {
        Assert.SkipUnless(Directory.Exists("/proc/self"), "this system has no /proc");

        Session.Run("train", "-o", output, "--format", "talpa").FailedWith(ExitCode.Failed, output);
    }

    [Fact]
    public void An_output_below_a_file_or_at_the_path_of_a_folder()
    {
        using var folder = new TemporaryFolder();
        string file = folder.Write("file", "x");

        Session.Run("train", "-o", Path.Combine(file, "v.talpa")).FailedWith(ExitCode.Failed, "v.talpa");
        Session.Run("train", "-o", folder.Root, "--format", "talpa").FailedWith(ExitCode.Failed, folder.Root);

        Assert.Equal(["file"], folder.Names);
    }

    [Fact]
    public void An_output_of_another_kind_of_file_is_not_overwritten()
    {
        using var folder = new TemporaryFolder();
        string letter = folder.Write("letter.txt", "Dear mole,\n\nhow are you?\n");
        string text = folder.Write("t.txt", "a b");

        Session.Run("train", "-o", letter).FailedWith(ExitCode.WrongUsage, "letter.txt", "holds no vectors");
        Session.Run("convert", zoo.Vectors, letter).FailedWith(ExitCode.WrongUsage, "letter.txt", "holds no vectors");
        Session.Run("train", text, "-o", text).FailedWith(ExitCode.WrongUsage, "t.txt");

        Assert.Equal(["letter.txt", "t.txt"], folder.Names);
        Assert.StartsWith("Dear mole", File.ReadAllText(letter), StringComparison.Ordinal);
        Assert.Equal("a b", File.ReadAllText(text));
    }

    [Fact]
    public void Vectors_in_the_input_folder_are_not_read_as_text()
    {
        using var folder = new TemporaryFolder();
        folder.Write("t.txt", "a b a b");
        string output = folder.Path("vectors.talpa");

        Assert.Equal(ExitCode.Done, Session.Run("train", folder.Root, "-o", output, "--min-count", "1").Code);
        Session.Run("train", folder.Root, "-o", output, "--min-count", "1").FailedWith(ExitCode.WrongUsage, "would be read as text");
    }

    [Fact]
    public void A_missing_file_of_vectors() => Session.Run("nearest", "nosuch.talpa", "mole").FailedWith(ExitCode.UnusableInput, "nosuch.talpa");

    [Fact]
    public void Vectors_truncated_at_any_byte()
    {
        using var folder = new TemporaryFolder();
        byte[] whole = File.ReadAllBytes(zoo.Vectors);
        foreach (int length in new[] { 0, 1, 7, 20, whole.Length / 2, whole.Length - 1 })
        {
            string cut = folder.Write("cut.talpa", whole[..length]);
            Session.Run("info", cut).FailedWith(ExitCode.UnusableInput, "cut.talpa");
        }
    }

    [Fact]
    public void Vectors_with_a_wrong_header()
    {
        using var folder = new TemporaryFolder();
        string wrongHeader = folder.Write("wrong-header.bin", Encoding.ASCII.GetBytes("2000000000 3000\nmole ").Concat(new byte[100]).ToArray());

        Session.Run("nearest", wrongHeader, "mole").FailedWith(ExitCode.UnusableInput, "wrong-header.bin");
    }

    [Fact]
    public void Random_bytes_as_vectors()
    {
        using var folder = new TemporaryFolder();
        byte[] random = new byte[5000];
        new Random(7).NextBytes(random);

        Session.Run("nearest", folder.Write("random", random), "mole").FailedWith(ExitCode.UnusableInput, "random");
    }

    [Fact]
    public void The_error_for_an_unknown_word_suggests_similar_spellings()
    {
        Session.Run("nearest", zoo.Vectors, "badgre").FailedWith(ExitCode.UnusableInput, "'badgre'", "'badger'");
        Session.Run("nearest", zoo.Vectors, "mole", "badgre").FailedWith(ExitCode.UnusableInput, "'badgre'");
        Session.Run("similarity", zoo.Vectors, "mole", "\u001b[2J").FailedWith(ExitCode.UnusableInput, "\\u001B[2J");
        Session.Run("analogy", zoo.Vectors, "cat", "dog", "mol").FailedWith(ExitCode.UnusableInput, "'mole'");
        Session.Run("odd-one-out", zoo.Vectors, "cat", "dog", "mol").FailedWith(ExitCode.UnusableInput, "'mole'");
    }

    [Fact]
    public void Unusable_evaluation_files()
    {
        using var folder = new TemporaryFolder();

        Session.Run("eval", "similarity", zoo.Vectors, "nosuch.tsv").FailedWith(ExitCode.UnusableInput, "nosuch.tsv");
        Session.Run("eval", "similarity", zoo.Vectors, folder.Write("two.tsv", "cat dog\n")).FailedWith(ExitCode.UnusableInput, "two.tsv", "line 1");
        Session.Run("eval", "analogies", zoo.Vectors, folder.Write("q.txt", ": s\ncat dog mole\n")).FailedWith(ExitCode.UnusableInput, "q.txt", "line 2");
    }

    [Fact]
    public void The_list_of_naughty_strings_is_trained_on_and_printed_safely()
    {
        string strings = Talpa.Tests.SharedData.Path("odd/blns.txt");
        using var folder = new TemporaryFolder();

        var training = Session.Run("train", strings, "-o", folder.Path("v.talpa"), "--min-count", "1", "--tokenizer", "whitespace", "--dim", "8");

        Assert.Equal(ExitCode.Done, training.Code);
        WordVectors vectors = VectorFileAccess.Read(folder.Path("v.talpa")).Vectors;
        Assert.True(vectors.Count > 1000, $"only {vectors.Count} words");
        foreach (string word in vectors.Vocabulary.Words.Where((_, id) => id % 10 == 0))
        {
            var session = Session.RunOnScreen(80, "nearest", folder.Path("v.talpa"), "--", word);
            Assert.Equal(ExitCode.Done, session.Code);
            Assert.All(session.Out.Split('\n'), line => Assert.Equal(SafeText.Escape(line), line));
        }
    }

    /// <summary>Trains on unusable input. Asserts the error line, the exit code, and that no file was created.</summary>
    private static void Refused(Func<TemporaryFolder, string[]> inputs, string[] options, ExitCode code, params string[] words)
    {
        using var folder = new TemporaryFolder();
        string[] text = inputs(folder);
        IReadOnlyList<string> before = folder.Names;

        Session.Run(["train", .. text, .. options, "-o", folder.Path("v.talpa")]).FailedWith(code, words);

        Assert.Equal(before, folder.Names);
    }
}
