using Talpa.Evaluation;
using Talpa.Formats;

namespace Talpa.Tests.Evaluation;

/// <summary>Evaluations in which words that are not in the vocabulary are composed from n-grams.</summary>
public sealed class ComposedWordsTests : IDisposable
{
    private static readonly WordVectors Model = WordVectors.Load(TestFile.Path("fasttext.bin"));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_scores_are_those_of_a_vocabulary_that_has_the_words(bool ignoreCase)
    {
        string[] unseen = ["moles", "wrens", "gardens"];
        var extended = new WordVectors(
            [.. Model.Vocabulary.Words, .. unseen], Model.Dimension, [.. Enumerable.Range(0, Model.Count).SelectMany(id => Model[id].ToArray()), .. unseen.SelectMany(Composed)]);
        SimilarityBenchmark pairs = SimilarityBenchmark.Read(_folder.Write("pairs.txt", "mole moles 3\nwren wrens 2.5\nowl gardens 1\nwrens moles 2\nmole owl 1.5\n"u8));
        SimilarityResult expected = pairs.Evaluate(extended, ignoreCase: ignoreCase);
        SimilarityResult composed = pairs.Evaluate(Model, ignoreCase: ignoreCase, compose: true);
        Assert.Equal(expected with { Composed = 4 }, composed);
        Assert.Equal(1, pairs.Evaluate(Model, ignoreCase: ignoreCase).Answered);

        // The composed words must not be answers, so that only the words of the vocabulary may be found.
        AnalogyBenchmark questions = AnalogyBenchmark.Read(_folder.Write("questions.txt", ": x\nmole moles wren owl\nmole moles wren hedge\ngardens wrens moles root\nmole moles wren wrens\n"u8));
        foreach (AnalogyObjective objective in Enum.GetValues<AnalogyObjective>())
        {
            AnalogyScore found = questions.Evaluate(Model, null, ignoreCase, objective, compose: true, TestContext.Current.CancellationToken).Total;
            Assert.Equal(3, found.Answered);
            Assert.Equal(Correct(questions, objective), found.Correct);
            Assert.Equal(0, questions.Evaluate(Model, null, ignoreCase, objective, cancellationToken: TestContext.Current.CancellationToken).Total.Answered);
        }
    }

    [Fact]
    public void Without_case_the_lower_cased_word_is_composed_and_with_case_the_word_as_it_is()
    {
        SimilarityBenchmark pairs = SimilarityBenchmark.Read(_folder.Write("pairs.txt", "mole MOLES 3\nwren Wrens 1\nowl x 2\n"u8));
        SimilarityBenchmark lower = SimilarityBenchmark.Read(_folder.Write("lower.txt", "mole moles 3\nwren wrens 1\nowl x 2\n"u8));
        Assert.Equal(lower.Evaluate(Model, compose: true), pairs.Evaluate(Model, compose: true));
        Assert.NotEqual(lower.Evaluate(Model, compose: true).Pearson, pairs.Evaluate(Model, ignoreCase: false, compose: true).Pearson);
    }

    [Fact]
    public void A_word_outside_a_restricted_vocabulary_is_not_composed()
    {
        SimilarityBenchmark pairs = SimilarityBenchmark.Read(_folder.Write("pairs.txt", "the a 3\nthe mole 2\nthe moles 1\n"u8));
        SimilarityResult result = pairs.Evaluate(Model, restrictVocabulary: 4, compose: true);
        Assert.Equal((2, 1), (result.Answered, result.Composed));
    }

    [Fact]
    public void A_model_without_subwords_can_not_compose()
    {
        SimilarityBenchmark pairs = SimilarityBenchmark.Read(_folder.Write("pairs.txt", "mole moles 3\n"u8));
        Assert.Throws<ArgumentException>(() => pairs.Evaluate(WordVectors.Load(TestFile.Path("fasttext.vec")), compose: true));
    }

    private static int Correct(AnalogyBenchmark benchmark, AnalogyObjective objective) =>
        benchmark.Sections[0].Questions.Count(question => Model.Analogy(question.A, question.B, question.C, 1, objective)[0].Word == question.Answer);

    private static float[] Composed(string word)
    {
        float[] vector = new float[Model.Dimension];
        Assert.True(Model.Subwords!.TryCompose(word, vector));
        return vector;
    }
}
