using System.Text;
using Talpa.Evaluation;
using Talpa.Tests.Formats;

namespace Talpa.Tests.Evaluation;

/// <summary>Evaluation files in the layouts of published ones, with invented words.</summary>
public sealed class PublishedLayoutsTests : IDisposable
{
    private static readonly SimilarityPair[] Expected = [new("blim", "frobe", 1.58), new("dorn", "sket", 8.9)];
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    // SimLex-999: a header, the part of speech before the score, more columns after it.
    [InlineData("word1\tword2\tPOS\tSimLex999\tconc(w1)\tconc(w2)\tSD\nblim\tfrobe\tN\t1.58\t2.7\t2.8\t0.4\ndorn\tsket\tA\t8.9\t1\t2\t3\n")]
    // SimVerb-3500: no header.
    [InlineData("blim\tfrobe\tV\t1.58\tSYNONYMS\ndorn\tsket\tV\t8.9\tNONE\n")]
    // Rare words: the mean before the individual judgements.
    [InlineData("blim\tfrobe\t1.58\t1\t2\t1\t2\ndorn\tsket\t8.9\t9\t9\t8\t10\n")]
    // WordSim-353: commas and a header; its sets have individual judgements with numbers as column names.
    [InlineData("Word 1,Word 2,Human (mean)\nblim,frobe,1.58\ndorn,sket,8.90\n")]
    [InlineData("Word 1,Word 2,Human (mean),1,2\r\nblim,frobe,1.58,1,2\r\ndorn,sket,8.9,9,9\r\n")]
    // MTurk: commas, no header. Others: words after a number, quotes, comments.
    [InlineData("blim,frobe,1.58\ndorn,sket,8.9\n")]
    [InlineData("id\tword1\tword2\tscore\n1\tblim\tfrobe\t1.58\n2\tdorn\tsket\t8.9\n")]
    [InlineData("# made up\n\"blim\",\"frobe\",1.58\n\"dorn\",\"sket\",8.9\n")]
    public void Pairs_are_read_as_published(string text) => Assert.Equal(Expected, Read(text).Pairs);

    [Fact]
    public void Files_in_other_encodings_are_read_by_name_or_byte_order_mark()
    {
        byte[] latin = Encoding.Latin1.GetBytes("café frobe 1.58\ndorn sket 8.9\n");
        string path = _folder.Write("pairs.txt", latin);
        Assert.Equal("café", SimilarityBenchmark.Read(path, encoding: "latin1").Pairs[0].First);
        string message = Assert.Throws<UnusableInputException>(() => SimilarityBenchmark.Read(path)).Message;
        Assert.Contains("pairs.txt, line 1:", message, StringComparison.Ordinal);
        Assert.Contains("(option encoding)", message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => SimilarityBenchmark.Read(path, encoding: "klingon"));
        string marked = _folder.Write("marked.txt", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("café frobe 1.58\n")]);
        Assert.Equal("café", SimilarityBenchmark.Read(marked).Pairs[0].First);
        string unmarked = _folder.Write("unmarked.txt", Encoding.Unicode.GetBytes("cafe frobe 1.58\n"));
        Assert.Contains("utf-16", Assert.Throws<UnusableInputException>(() => SimilarityBenchmark.Read(unmarked)).Message, StringComparison.Ordinal);
        Assert.Equal("frobe", SimilarityBenchmark.Read(unmarked, encoding: "utf-16").Pairs[0].Second);

        string questions = _folder.Write("questions.txt", Encoding.Latin1.GetBytes(": cafés\na b café d\n"));
        AnalogySection section = Assert.Single(AnalogyBenchmark.Read(questions, "windows-1252").Sections);
        Assert.Equal(("cafés", "café"), (section.Name, section.Questions[0].C));
        Assert.Throws<UnusableInputException>(() => AnalogyBenchmark.Read(questions));
    }

    [Theory]
    [InlineData("7,35")]
    [InlineData("nan")]
    [InlineData("N/A")]
    [InlineData("-")]
    [InlineData("+1,5")]
    public void A_first_pair_is_not_read_as_a_header_because_of_its_score(string score) => Assert.Contains(
        $"line 1: the score '{score}' is not a number",
        Assert.Throws<UnusableInputException>(() => Read($"blim frobe {score}\ndorn sket 8.9\nfoo bar 1\n")).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("conc(w1)", 2.7)]
    [InlineData("CONC(W1)", 2.7)]
    [InlineData("4", 2.7)]
    [InlineData("3", 1.58)]
    public void A_column_is_chosen_by_name_or_number(string column, double score) =>
        Assert.Equal(score, Read("word1\tword2\tsim\tconc(w1)\nblim\tfrobe\t1.58\t2.7\n", column).Pairs[0].Score);

    [Theory]
    [InlineData("blim frobe 1.5\n", "mean", "line 1: there is no column 'mean'; there are 'blim', 'frobe', '1.5'")]
    [InlineData("blim frobe 1.5\n", "4", "there is no column '4'")]
    [InlineData("blim\tfrobe\tV\t1.5\ndorn\tsket\n", null, "line 2: 2 fields instead of 4")]
    [InlineData("blim\tfrobe\tV\t1.5\ndorn\tsket\tV\tmuch\n", null, "line 2: the score 'much' is not a number")]
    public void A_missing_column_is_reported(string text, string? column, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => Read(text, column)).Message, StringComparison.Ordinal);

    [Fact]
    public void Assumptions_are_reported()
    {
        Assert.Empty(Read("word1\tword2\tscore\nblim\tfrobe\t1\n").Warnings);
        Assert.Empty(Read("blim\tfrobe\t1\n").Warnings);
        Assert.Contains("line 1: taken for a header, and 'points'", Assert.Single(Read("a b points\nblim frobe 1\n").Warnings), StringComparison.Ordinal);
        Assert.Contains("of 5 columns, number 4 is taken for the score", Assert.Single(Read("blim\tfrobe\tV\t1.58\tSYNONYMS\n").Warnings), StringComparison.Ordinal);
        Assert.Empty(Read("blim\tfrobe\tV\t1.58\tSYNONYMS\n", "4").Warnings);
    }

    [Fact]
    public void Comments_in_a_file_of_analogies_are_ignored()
    {
        AnalogyBenchmark benchmark = AnalogyBenchmark.Read(Write("q.txt", "//Copyright nobody\n# made up\n: towns\na b c d\n# more\ne f g h\n"));
        Assert.Equal([new("a", "b", "c", "d"), new("e", "f", "g", "h")], Assert.Single(benchmark.Sections).Questions);
    }

    [Fact]
    public void Pairs_with_alternatives_as_in_BATS_are_combined_into_questions()
    {
        Write("BATS/1_Inflection/I01 [noun - plural].txt", "blim\tblims\ndorn\tdornen/dorns\n");
        Write("BATS/3_Encyclopedia/E10 [animal - sound].txt", "mole\tpurr/squeak\nfox\tbark\nhen\tcluck\n");
        AnalogyBenchmark benchmark = AnalogyBenchmark.Read(_folder.File("BATS"));

        Assert.Equal(["I01 [noun - plural]", "E10 [animal - sound]"], benchmark.Sections.Select(section => section.Name));
        Assert.Equal([true, false], benchmark.Sections.Select(section => section.IsSyntactic));
        Assert.Equal([2, 6], benchmark.Sections.Select(section => section.Questions.Count));
        AnalogyQuestion first = benchmark.Sections[0].Questions[0];
        Assert.Equal(("blim", "blims", "dorn", "dornen"), (first.A, first.B, first.C, first.Answer));
        Assert.Equal(["dorns", "dornen/dorns"], first.OtherAnswers);
        Assert.Equal("dornen", benchmark.Sections[0].Questions[1].B);
    }

    [Fact]
    public void Any_of_several_answers_is_correct()
    {
        var vectors = new WordVectors(["man", "king", "woman", "queen"], 3, [1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1]);
        AnalogyResult one = AnalogyBenchmark.Read(Write("a.txt", ": x\nman king woman empress/queen\n")).Evaluate(vectors, cancellationToken: TestContext.Current.CancellationToken);
        AnalogyResult none = AnalogyBenchmark.Read(Write("b.txt", ": x\nman king woman empress/lady\n")).Evaluate(vectors, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new AnalogyScore("total", 1, 1, 1), one.Total);
        Assert.Equal(new AnalogyScore("total", 0, 0, 1), none.Total);
    }

    [Theory]
    [InlineData(": x\na b\nc d e f\n", "line 3: 4 words instead of 2")]
    [InlineData(": x\na b c d\ne f\n", "line 3: 2 words instead of 4")]
    [InlineData("a\n", "line 1: 1 words instead of 4")]
    public void Pairs_and_questions_in_one_file_are_refused(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => AnalogyBenchmark.Read(Write("q.txt", text))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_word_of_a_file_with_decomposed_accents_is_known()
    {
        var vectors = new WordVectors(["café", "thé"], 2, [1, 0, 1, 1]);
        Assert.Equal(1, Read("cafe\u0301 THE\u0301 3\n").Evaluate(vectors).Answered);
    }

    private SimilarityBenchmark Read(string text, string? column = null) => SimilarityBenchmark.Read(Write("pairs.txt", text), column);

    private string Write(string name, string text)
    {
        string path = _folder.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }
}
