using Talpa.Evaluation;
using Talpa.Tests.Formats;
using Talpa.Vectors;

namespace Talpa.Tests.Evaluation;

public sealed class AnalogyBenchmarkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Sections_are_scored_separately_and_together()
    {
        var vectors = new WordVectors(
            ["man", "king", "woman", "queen", "bread", "big", "bigger", "old", "older"],
            4,
            [1, 0, 0, 0, 1, 1, 0, 0, 1, 0, 1, 0, 1, 1, 1, 0, -1, 1, 0, 0, 0, 0, 1, 1, 0, 1, 1, 1, 0, -1, 0, 1, 0, 1, -1, -1]);
        AnalogyBenchmark benchmark = Read(
            """
            : family
            man king woman queen
            Man King Woman Queen
            king man queen unicorn

            :gram3-comparative
            big bigger old older
            """);
        AnalogyResult result = Evaluate(benchmark, vectors);
        Assert.Equal([new("family", 2, 2, 3), new AnalogyScore("gram3-comparative", 0, 1, 1)], result.Sections);
        Assert.Equal(new AnalogyScore("semantic", 2, 2, 3), result.Semantic);
        Assert.Equal(new AnalogyScore("syntactic", 0, 1, 1), result.Syntactic);
        Assert.Equal(new AnalogyScore("total", 2, 3, 4), result.Total);
        Assert.Equal(2.0 / 3, result.Total.Accuracy);
        Assert.Equal(0.75, result.Total.Share);
    }

    [Theory]
    [InlineData(AnalogyObjective.Add)]
    [InlineData(AnalogyObjective.Multiply)]
    public void Results_in_a_batch_equal_those_of_each_question_alone(AnalogyObjective objective)
    {
        // Enough rows for several blocks, with words of questions in all of them.
        WordVectors vectors = Talpa.Tests.Vectors.RandomVectors.Create(42, 9000, 6);
        var random = new Random(43);
        string[][] questions = [.. Enumerable.Range(0, 400).Select(_ => Enumerable.Range(0, 3).Select(_ => $"w{random.Next(9000)}").ToArray())];
        string[] answers = [.. questions.Select((q, i) => i % 2 == 0 ? vectors.Analogy(q[0], q[1], q[2], 1, objective)[0].Word : "w0")];
        AnalogyBenchmark benchmark = Read(": one\n" + string.Join('\n', questions.Select((q, i) => $"{string.Join(' ', q)} {answers[i]}")));
        AnalogyScore score = Evaluate(benchmark, vectors, null, ignoreCase: false, objective).Total;

        // Half of the questions have the correct answer, the others a random one of 9,000 words. Scores may differ in the last bits.
        Assert.Equal(400, score.Answered);
        Assert.InRange(score.Correct, 199, 201);
    }

    [Fact]
    public void A_case_variant_of_a_question_word_is_not_a_candidate_and_any_case_variant_of_the_answer_is_correct()
    {
        // The offset has the direction (0.585, 1, 1): KING is nearest, then QUEEN, then queen. The first is skipped, the second is correct.
        var vectors = new WordVectors(["man", "king", "woman", "queen", "KING", "QUEEN"], 3, [1, 0, 0, 1, 1, 0, 1, 0, 1, 0.9f, 1, 1, 0.6f, 1, 1, 0.7f, 1, 1]);
        AnalogyBenchmark benchmark = Read(": family\nman king woman queen\n");
        Assert.Equal(1, Evaluate(benchmark, vectors).Total.Correct);
        Assert.Equal(0, Evaluate(benchmark, vectors, ignoreCase: false).Total.Correct);
    }

    [Fact]
    public void Words_beyond_the_restriction_are_neither_known_nor_candidates()
    {
        var vectors = new WordVectors(["man", "king", "woman", "queen", "monarch"], 3, [1, 0, 0, 1, 1, 0, 1, 0, 1, 0.9f, 1, 1, 0.6f, 1, 1]);
        AnalogyBenchmark benchmark = Read(": family\nman king woman queen\n");
        Assert.Equal(1, Evaluate(benchmark, vectors, restrictVocabulary: 4).Total.Correct);
        Assert.Equal(0, Evaluate(benchmark, vectors, restrictVocabulary: null).Total.Correct);
        Assert.Equal(0, Evaluate(benchmark, vectors, restrictVocabulary: 3).Total.Answered);
        Assert.Equal(0.0, Evaluate(benchmark, vectors, restrictVocabulary: 3).Total.Accuracy);
        Assert.Throws<ArgumentOutOfRangeException>(() => Evaluate(benchmark, vectors, restrictVocabulary: 0));
    }

    [Fact]
    public void When_every_known_word_is_in_the_question_no_answer_is_correct()
    {
        var vectors = new WordVectors(["a", "b", "c"], 2, [1, 0, 0, 1, 1, 1]);
        Assert.Equal(new AnalogyScore("total", 0, 1, 1), Evaluate(Read(": x\na b c a\n"), vectors).Total);
    }

    [Fact]
    public void Zero_and_NaN_vectors_do_not_affect_the_answers()
    {
        var vectors = new WordVectors(["man", "king", "woman", "queen", "zero", "nan"], 3, [1, 0, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, float.NaN, 1, 1]);
        AnalogyBenchmark benchmark = Read(": family\nman king woman queen\nzero king nan queen\n");
        Assert.InRange(Evaluate(benchmark, vectors).Total.Correct, 1, 2);
        Assert.InRange(Evaluate(benchmark, vectors, objective: AnalogyObjective.Multiply).Total.Correct, 1, 2);
    }

    [Theory]
    [InlineData(": x\na b c\n", "line 2: 3 words instead of 4")]
    [InlineData(": x\na b c d\n\na b c d e\n", "line 4: 5 words instead of 4")]
    [InlineData("a b c d\n", "line 1: a question before the first section")]
    [InlineData(": x\n: y\n", "there are no questions")]
    [InlineData("", "there are no questions")]
    public void A_malformed_line_is_refused_with_its_number(string text, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void All_questions_of_Mikolov_et_al_are_read()
    {
        AnalogyBenchmark benchmark = AnalogyBenchmark.Read(SharedData.Path("eval/questions-words.txt"));
        Assert.Equal(14, benchmark.Sections.Count);
        Assert.Equal(9, benchmark.Sections.Count(section => section.IsSyntactic));
        Assert.Equal(19_544, benchmark.Sections.Sum(section => section.Questions.Count));
        Assert.Equal(8_869, benchmark.Sections.Where(section => !section.IsSyntactic).Sum(section => section.Questions.Count));
    }

    [Fact]
    public void The_evaluation_can_be_cancelled() => Assert.Throws<OperationCanceledException>(
        () => Read(": x\nw1 w2 w3 w4\n").Evaluate(Talpa.Tests.Vectors.RandomVectors.Create(1, 9, 2), cancellationToken: new CancellationToken(canceled: true)));

    private AnalogyBenchmark Read(string text) => AnalogyBenchmark.Read(_folder.Write("questions.txt", Contents.Bytes(text)));

    private static AnalogyResult Evaluate(
        AnalogyBenchmark benchmark,
        WordVectors vectors,
        int? restrictVocabulary = AnalogyBenchmark.DefaultRestriction,
        bool ignoreCase = true,
        AnalogyObjective objective = AnalogyObjective.Add) =>
        benchmark.Evaluate(vectors, restrictVocabulary, ignoreCase, objective, cancellationToken: TestContext.Current.CancellationToken);
}
