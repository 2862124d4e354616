using System.Globalization;
using System.Text.Json;
using Spectre.Console;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Tests.Commands;

public class AnswerCommandsTests(Zoo zoo)
{
    public static TheoryData<VectorFileFormat> OtherFormats => [.. Enum.GetValues<VectorFileFormat>().Where(format => format != VectorFileFormat.Talpa)];

    [Fact]
    public void Nearest_prints_the_librarys_results_in_order()
    {
        IReadOnlyList<Neighbour> expected = VectorFileAccess.Read(zoo.Vectors).Vectors.Nearest("mole", 7);

        JsonElement answer = Session.Run("nearest", zoo.Vectors, "mole", "-n", "7", "--json").Json;

        Assert.Equal(expected, Neighbours(answer.GetProperty("nearest")));
        Assert.Equal(Zoo.Group("burrowers").Where(word => word != "mole").Order(), expected.Take(5).Select(n => n.Word).Order());
    }

    [Fact]
    public void Nearest_prints_ten_words_with_four_decimals_by_default()
    {
        IReadOnlyList<Neighbour> expected = VectorFileAccess.Read(zoo.Vectors).Vectors.Nearest("mole");

        string[] lines = Session.Run("nearest", zoo.Vectors, "mole").Out.TrimEnd().Split('\n')[1..];

        Assert.Equal(10, lines.Length);
        foreach ((Neighbour neighbour, string line) in expected.Zip(lines))
        {
            string[] cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(neighbour.Word, cells[1]);
            Assert.Equal(neighbour.Similarity.ToString("F4", CultureInfo.InvariantCulture), cells[2]);
        }
    }

    [Fact]
    public void Several_words_query_their_mean_direction_and_are_not_results()
    {
        WordVectors vectors = VectorFileAccess.Read(zoo.Vectors).Vectors;
        float[] mean = new float[vectors.Dimension];
        foreach (string word in new[] { "cat", "mole" })
        {
            float length = MathF.Sqrt(vectors[word].ToArray().Sum(x => x * x));
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += vectors[word][i] / length / 2;
            }
        }

        IReadOnlyList<Neighbour> expected = vectors.Nearest(mean, 5, except: ["cat", "mole"]);

        var text = Session.Run("nearest", zoo.Vectors, "cat", "mole", "-n", "5");
        List<Neighbour> answer = Neighbours(Session.Run("nearest", zoo.Vectors, "cat", "mole", "-n", "5", "--json").Json.GetProperty("nearest"));

        Assert.StartsWith("Nearest to the mean of cat and mole:", text.Out, StringComparison.Ordinal);
        Assert.Equal(expected.Select(n => n.Word), answer.Select(n => n.Word));
        Assert.All(expected.Zip(answer), pair => Assert.Equal(pair.First.Similarity, pair.Second.Similarity, 1e-5f));
    }

    [Fact]
    public void Similarity_is_the_cosine()
    {
        float expected = VectorFileAccess.Read(zoo.Vectors).Vectors.Similarity("cat", "dog");

        Assert.Equal(expected, Session.Run("similarity", zoo.Vectors, "cat", "dog", "--json").Json.GetProperty("similarity").GetSingle());
        Assert.StartsWith(
            $"cat and dog: {expected.ToString("F4", CultureInfo.InvariantCulture)} ", Session.Run("similarity", zoo.Vectors, "cat", "dog").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void The_odd_one_out_is_the_word_of_another_group()
    {
        Assert.Equal("soup", Session.Run("odd-one-out", zoo.Vectors, "cat", "dog", "soup", "hamster", "--json").Json.GetProperty("oddOneOut").GetString());
        Assert.Contains("odd one out is soup", Session.Run("odd-one-out", zoo.Vectors, "cat", "soup", "dog").Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_words_have_no_odd_one_out() =>
        Session.Run("odd-one-out", zoo.Vectors, "cat", "dog").FailedWith(ExitCode.WrongUsage, "3 words or more, not 2");

    [Theory]
    [InlineData("3cosadd", AnalogyObjective.Add)]
    [InlineData("3cosmul", AnalogyObjective.Multiply)]
    public void Analogies_are_solved_by_either_method(string method, AnalogyObjective objective)
    {
        IReadOnlyList<Neighbour> expected = VectorFileAccess.Read(zoo.Vectors).Vectors.Analogy("cat", "sofa", "mole", 3, objective);

        JsonElement answer = Session.Run("analogy", zoo.Vectors, "cat", "sofa", "mole", "-n", "3", "--method", method, "--json").Json;

        Assert.Equal(method, answer.GetProperty("method").GetString());
        Assert.Equal(expected, Neighbours(answer.GetProperty("answers")));
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-3")]
    [InlineData("1000001")]
    public void A_number_of_results_out_of_range_is_wrong_usage(string count) =>
        Session.Run("nearest", zoo.Vectors, "mole", "-n", count).FailedWith(ExitCode.WrongUsage, "-n", "1 to 1,000,000");

    [Fact]
    public void More_results_than_words_are_all_words_except_the_query() =>
        Assert.Equal(199, Session.Run("nearest", zoo.Vectors, "mole", "-n", "1000", "--json").Json.GetProperty("nearest").GetArrayLength());

    [Fact]
    public void Info_prints_what_a_file_contains()
    {
        JsonElement answer = Session.Run("info", zoo.Vectors, "--json").Json;

        Assert.Equal("talpa", answer.GetProperty("format").GetString());
        Assert.Equal(200, answer.GetProperty("words").GetInt32());
        Assert.Equal(24, answer.GetProperty("dimension").GetInt32());
        Assert.True(answer.GetProperty("hasOutputVectors").GetBoolean());
        Assert.Equal("softmax", answer.GetProperty("options").GetProperty("objective").GetProperty("name").GetString());
        Assert.True(answer.GetProperty("report").GetProperty("isComplete").GetBoolean());
        string page = Session.Run("info", zoo.Vectors).Out;
        Assert.Matches(@"words +200\n", page);
        Assert.Matches(@"objective softmax,\s+dimension 24,", page);
    }

    [Theory]
    [MemberData(nameof(OtherFormats))]
    public void Vectors_converted_and_converted_back_give_the_same_results(VectorFileFormat format)
    {
        using var folder = new TemporaryFolder();
        string file = folder.Path("v" + FormatTable.Default[format].Extension);

        var there = Session.Run("convert", zoo.Vectors, file);
        var back = Session.Run("convert", file, folder.Path("v.talpa"), "--quiet");

        Assert.Equal(ExitCode.Done, there.Code);
        Assert.Contains($"({FormatTable.Default[format].Name}, ", there.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Done, back.Code);
        Assert.Empty(back.Out);
        Assert.Equal(Session.Run("nearest", zoo.Vectors, "cat").Out, Session.Run("nearest", folder.Path("v.talpa"), "cat").Out);
    }

    [Fact]
    public void Only_the_first_words_or_the_listed_words_are_read()
    {
        using var folder = new TemporaryFolder();
        string list = folder.Write("words", "mole\r\ncat\n\n");
        Assert.Equal(3, Session.Run("info", zoo.Vectors, "--limit", "3", "--json").Json.GetProperty("words").GetInt32());
        Assert.Equal(["mole", "cat"], Session.Run("info", zoo.Vectors, "--keep-words", list, "--json").Json.GetProperty("firstWords").EnumerateArray().Select(word => word.GetString()!).Order().Reverse());
        Assert.Contains("cat", Session.Run("nearest", zoo.Vectors, "mole", "--keep-words", list).Out, StringComparison.Ordinal);
        Session.Run("info", zoo.Vectors, "--limit", "0").FailedWith(ExitCode.WrongUsage, "--limit 0 is out of range");
        Session.Run("info", zoo.Vectors, "--keep-words", folder.Path("none")).FailedWith(ExitCode.UnusableInput, "none", "can't be read");
    }

    [Fact]
    public void Words_that_the_output_format_can_not_store_are_refused_replaced_or_skipped()
    {
        using var folder = new TemporaryFolder();
        string glove = folder.Write("gs.txt", ". . . 1 2\nnew york 3 4\nhen 5 6\n");
        string output = folder.Path("x.vec");
        Session.Run("convert", glove, output).FailedWith(ExitCode.UnusableInput, "--space-as", "--leave-out-words");
        var replaced = Session.Run("convert", glove, output, "--space-as", "_");
        Assert.Contains("2 words were written with '_'", replaced.Error, StringComparison.Ordinal);
        Assert.Equal("3 2\n._._. 1 2\nnew_york 3 4\nhen 5 6\n", File.ReadAllText(output));
        var leftOut = Session.Run("convert", glove, output, "--leave-out-words");
        Assert.Contains("2 words were left out", leftOut.Error, StringComparison.Ordinal);
        Assert.Equal("1 2\nhen 5 6\n", File.ReadAllText(output));
    }

    [Fact]
    public void Invalid_rows_are_skipped_on_request()
    {
        using var folder = new TemporaryFolder();
        string bad = folder.Write("bad.vec", "3 2\na 1 2\nb 3\nc 5 6\n");
        Session.Run("info", bad).FailedWith(ExitCode.UnusableInput, "line 3");
        Assert.Equal(2, Session.Run("info", bad, "--skip-bad-rows", "--json").Json.GetProperty("words").GetInt32());
        Assert.Equal("text", Session.Run("info", bad, "--skip-bad-rows", "--from", "text", "--json").Json.GetProperty("format").GetString());
    }

    [Fact]
    public void What_a_format_can_not_store_is_reported()
    {
        using var folder = new TemporaryFolder();

        var session = Session.Run("convert", zoo.Vectors, folder.Path("v.out"), "--format", "word2vec", "--json");

        Assert.Equal(3, session.ErrorLines.Count(line => line.StartsWith("talpa: note: the ", StringComparison.Ordinal)));
        Assert.Equal(3, session.Json.GetProperty("leftOut").GetArrayLength());
    }

    [Fact]
    public void Pairs_are_scored_and_the_share_of_known_pairs_is_printed()
    {
        using var folder = new TemporaryFolder();
        string pairs = folder.Write("pairs.tsv", "cat\tdog\t9\ncat\tmole\t4\nmole\tsoup\t1\ncat\tunicorn\t5\n");

        JsonElement score = Session.Run("eval", "similarity", zoo.Vectors, pairs, "--json").Json.GetProperty("scores")[0];
        var page = Session.Run("eval", "similarity", zoo.Vectors, pairs);

        Assert.Equal(1, score.GetProperty("spearman").GetDouble(), 12);
        Assert.Equal(3, score.GetProperty("answered").GetInt32());
        Assert.Equal(4, score.GetProperty("pairs").GetInt32());
        Assert.Matches(@"pairs\.tsv +1\.0000 +0\.\d+ +3 of 4 +75\.0 %", page.Out);
    }

    [Fact]
    public void Pairs_without_known_words_have_no_score()
    {
        using var folder = new TemporaryFolder();
        string pairs = folder.Write("pairs.tsv", "unicorn\tdragon\t9\n");

        Assert.Equal(JsonValueKind.Null, Session.Run("eval", "similarity", zoo.Vectors, pairs, "--json").Json.GetProperty("scores")[0].GetProperty("spearman").ValueKind);
        Assert.Matches(@"pairs\.tsv +- +- +0 of 1 +0\.0 %", Session.Run("eval", "similarity", zoo.Vectors, pairs).Out);
    }

    [Fact]
    public void Analogies_are_scored_among_the_first_words_and_among_all_words()
    {
        using var folder = new TemporaryFolder();
        string questions = folder.Write("q.txt", ": pets\ncat sofa mole soil\ncat dog unicorn dragon\n: gram1-plural\nthe a in and\n");

        JsonElement answer = Session.Run("eval", "analogies", zoo.Vectors, questions, "--restrict-vocab", "4", "--json").Json;
        var page = Session.Run("eval", "analogies", zoo.Vectors, questions, "--restrict-vocab", "4");
        var full = Session.Run("eval", "analogies", zoo.Vectors, questions);

        Assert.Equal(3, answer.GetProperty("full").GetProperty("total").GetProperty("questions").GetInt32());
        Assert.Equal(2, answer.GetProperty("full").GetProperty("total").GetProperty("answered").GetInt32());
        Assert.Equal(1, answer.GetProperty("restricted").GetProperty("total").GetProperty("answered").GetInt32());
        Assert.Contains("among the first 4 words, and among all 200", page.Out, StringComparison.Ordinal);
        Assert.Contains("among all 200 words", full.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_and_wide_words_keep_the_columns_aligned()
    {
        using var folder = new TemporaryFolder();
        string[] words = ["a", "鼹鼠动物园", new string('w', 200), "b"];
        VectorFileAccess.Write(folder.Path("v.talpa"), new VectorFileContent { Vectors = new WordVectors(words, 2, [1, 0, 1, 0.1f, 1, 0.2f, 1, 0.3f]) });

        var screen = Session.RunOnScreen(80, "nearest", folder.Path("v.talpa"), "a");
        var pipe = Session.Run("nearest", folder.Path("v.talpa"), "a");

        string[] rows = screen.Out.TrimEnd().Split('\n')[1..];
        Assert.All(rows, row => Assert.True(row.GetCellWidth() <= 80, row));
        Assert.Single(rows.Select(row => row[..row.IndexOf("0.9", StringComparison.Ordinal)].GetCellWidth()).Distinct());
        Assert.Contains("www…", screen.Out, StringComparison.Ordinal);
        Assert.Contains(words[2], pipe.Out, StringComparison.Ordinal);
    }

    private static List<Neighbour> Neighbours(JsonElement list) =>
        [.. list.EnumerateArray().Select(n => new Neighbour(n.GetProperty("word").GetString()!, n.GetProperty("similarity").GetSingle()))];
}
