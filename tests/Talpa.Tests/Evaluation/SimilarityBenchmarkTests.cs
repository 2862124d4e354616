using Talpa.Evaluation;
using Talpa.Tests.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Evaluation;

public sealed class SimilarityBenchmarkTests : IDisposable
{
    private static readonly WordVectors Vectors = new(["tiger", "cat", "Cat", "car", "CAB"], 2, [1, 0, 1, 1, -1, 0, 0, 1, 0.1f, 1]);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tiger\tcat\t7.35\ncar\tcab\t8\n")]
    [InlineData("tiger cat 7.35\r\ncar  cab   8\r\n\r\n")]
    [InlineData("# a comment\nword1\tword2\tscore\ntiger\tcat\t7.35\n\ncar\tcab\t8")]
    [InlineData("\uFEFFtiger\tcat\t7.35\ncar\tcab\t8.0 \n")]
    public void Tabs_or_spaces_headers_comments_and_line_ends_do_not_matter(string text) =>
        Assert.Equal([new("tiger", "cat", 7.35), new("car", "cab", 8)], Read(text).Pairs);

    [Fact]
    public void With_tabs_as_separators_a_word_may_contain_a_space() => Assert.Equal([new("New York", "Big Apple", 9)], Read("New York\tBig Apple\t9\n").Pairs);

    [Theory]
    [InlineData("tiger cat 7.35\ncar cab\n", "line 2: 2 fields instead of 3")]
    [InlineData("tiger cat 7.35\ncar cab 8 9\n", "line 2: 4 fields instead of 3")]
    [InlineData("# one\n\ntiger cat 7.35\ncar cab eight\n", "line 4: the score 'eight' is not a number")]
    [InlineData("tiger cat 7.35\ncar cab nan\n", "line 2: the score 'nan' is not a number")]
    [InlineData("a b score\na b score\n", "line 2: the score 'score' is not a number")]
    [InlineData("a b score\n", "there are no pairs of words in the file")]
    [InlineData("", "there are no pairs of words in the file")]
    public void A_malformed_line_is_refused_with_its_number(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_and_invalid_UTF_8_are_refused()
    {
        Assert.Contains("there is no such file", Assert.Throws<UnusableInputException>(() => SimilarityBenchmark.Read(_folder.File("x"))).Message, StringComparison.Ordinal);
        string path = _folder.Write("latin1", [.. "caf"u8, 0xE9, .. " bar 5\n"u8]);
        Assert.Contains("not UTF-8", Assert.Throws<UnusableInputException>(() => SimilarityBenchmark.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Case_is_ignored_by_default_and_the_first_variant_is_used()
    {
        // CAT is "cat", 45 degrees from tiger, not "Cat", 180 degrees away.
        SimilarityBenchmark benchmark = Read("TIGER CAT 5\nTiger Car 1\nCar Cab 9\ndog cat 5\n");
        SimilarityResult result = benchmark.Evaluate(Vectors);
        Assert.Equal((4, 3), (result.Pairs, result.Answered));
        Assert.Equal(0.75, result.Share);
        Assert.Equal(1, result.Spearman, 1e-9);
        Assert.Equal(0, benchmark.Evaluate(Vectors, ignoreCase: false).Answered);
        Assert.True(double.IsNaN(benchmark.Evaluate(Vectors, ignoreCase: false).Spearman));
    }

    [Fact]
    public void Words_beyond_the_restriction_are_not_known()
    {
        SimilarityBenchmark benchmark = Read("tiger cat 5\ntiger car 1\ncar cab 9\n");
        Assert.Equal(1, benchmark.Evaluate(Vectors, restrictVocabulary: 2).Answered);
        Assert.Equal(2, benchmark.Evaluate(Vectors, restrictVocabulary: 4).Answered);
        Assert.Throws<ArgumentOutOfRangeException>(() => benchmark.Evaluate(Vectors, restrictVocabulary: 0));
    }

    private SimilarityBenchmark Read(string text) => SimilarityBenchmark.Read(_folder.Write("pairs.txt", Contents.Bytes(text)));
}
