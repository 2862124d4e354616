using Talpa.Formats;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Textbook;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.Tests.Vectors;

public class ContextPredictionTests
{
    private static readonly string[] Words = ["mole", "digs", "tunnel", "zoo", "night"];

    [Fact]
    public void Probabilities_equal_the_textbooks()
    {
        var textbook = new SkipGram(Words, dimension: 7, seed: 2);
        ContextPrediction prediction = Of(textbook, bias: null);
        for (int centre = 0; centre < Words.Length; centre++)
        {
            double[] expected = textbook.Probabilities(centre);
            float[] actual = prediction.Probabilities(centre);
            float[] logs = prediction.LogProbabilities(centre);
            Assert.Equal(Words.Length, actual.Length);
            for (int word = 0; word < Words.Length; word++)
            {
                Assert.Equal(expected[word], actual[word], 1e-6);
                Assert.Equal(Math.Log(expected[word]), logs[word], 1e-5);
                Assert.Equal(expected[word], prediction.Probability(Words[centre], Words[word]), 1e-6);
            }
        }
    }

    [Fact]
    public void A_bias_multiplies_the_odds_of_its_word()
    {
        var textbook = new SkipGram(Words, dimension: 7, seed: 2);
        var bias = new PaddedMatrix(1, Words.Length);
        bias.Row(0)[3] = MathF.Log(10);
        double without = Of(textbook, bias: null).Probability("mole", "zoo");
        double with = Of(textbook, bias).Probability("mole", "zoo");
        Assert.Equal(10 * without / (1 - without), with / (1 - with), 1e-4);
    }

    [Fact]
    public void With_output_vectors_for_both_sides_a_words_probability_is_the_sum_of_both()
    {
        // The textbook's words are the contexts: each word twice.
        string[] contexts = [.. Words.SelectMany(word => new[] { $"{word} before", $"{word} after" })];
        var textbook = new SkipGram(contexts, dimension: 7, seed: 2);
        PaddedMatrix input = Table([.. Words.Select((_, word) => textbook.Input[2 * word])]), output = Table(textbook.Output);
        var bias = new PaddedMatrix(1, contexts.Length);
        for (int centre = 0; centre < Words.Length; centre++)
        {
            double[] expected = textbook.Probabilities(2 * centre);
            var prediction = new ContextPrediction(new WordVectors(new Vocabulary(Words), input), output, bias);
            float[] actual = prediction.Probabilities(centre), logs = prediction.LogProbabilities(centre);
            Assert.True(prediction.IsDirectional);
            Assert.Equal(Words.Length, actual.Length);
            for (int word = 0; word < Words.Length; word++)
            {
                Assert.Equal(expected[2 * word] + expected[(2 * word) + 1], actual[word], 1e-6);
                Assert.Equal(Math.Log(expected[2 * word] + expected[(2 * word) + 1]), logs[word], 1e-5);
            }

            foreach (ContextSide side in Enum.GetValues<ContextSide>())
            {
                double[] ofSide = [.. Words.Select((_, word) => expected[(2 * word) + (int)side])];
                float[] given = prediction.Probabilities(centre, side);
                Assert.All(ofSide.Select(p => p / ofSide.Sum()).Zip(given), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
                Assert.Equal(given.Max(), prediction.Predict(Words[centre], 3, side)[0].Probability, 1e-9);
            }

            Assert.Throws<ArgumentOutOfRangeException>(() => prediction.Probabilities(centre, (ContextSide)2));
        }
    }

    [Fact]
    public void The_most_probable_words_come_first()
    {
        var textbook = new SkipGram(Words, dimension: 7, seed: 2);
        string[] expected = [.. textbook.Probabilities(1).Select((p, id) => (p, id)).OrderByDescending(pair => pair.p).Select(pair => Words[pair.id])];
        IReadOnlyList<(string Word, double Probability)> all = Of(textbook, bias: null).Predict("digs", 10);
        Assert.Equal(expected, all.Select(word => word.Word));
        Assert.Equal(1, all.Sum(word => word.Probability), 1e-5);
        Assert.Equal(expected[..2], Of(textbook, bias: null).Predict("digs", 2).Select(word => word.Word));
    }

    [Theory]
    [InlineData(VectorSide.Input)]
    [InlineData(VectorSide.Output)]
    [InlineData(VectorSide.Sum)]
    [InlineData(VectorSide.Joined)]
    public void A_file_predicts_like_the_model_written_for_either_side_of_its_vectors(VectorSide side)
    {
        var options = new TrainingOptions
        {
            Corpus = new CorpusOptions { MinCount = 1 },
            Objective = new ExactSoftmax(),
            Dimension = 5,
            Epochs = 3,
        };
        using EncodedCorpus corpus = EncodedCorpus.Encode(
            TextSource.Lines(["the mole digs", "the zoo digs", "a mole"]), options.Corpus, cancellationToken: TestContext.Current.CancellationToken);
        var trainer = new Trainer(corpus, options);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        EmbeddingModel model = trainer.Model;
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.talpa");
        try
        {
            VectorFileAccess.Write(path, new VectorFileContent { Vectors = model.Vectors(side), Output = model.Output, OtherTables = model.OtherTables(side) });
            VectorFileContent content = VectorFileAccess.Read(path);
            ContextPrediction? prediction = ContextPrediction.From(content.Vectors, content.Output, content.OtherTables);

            var expected = new ContextPrediction(model.InputVectors, model.Output, model.OutputBias);
            Assert.Equal(expected.Probabilities(1), prediction?.Probabilities(1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_file_without_output_vectors_has_no_predictions()
    {
        var vectors = new WordVectors(Words, 2, new float[10]);
        Assert.Null(ContextPrediction.From(vectors, null, new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal)));
        Assert.Null(ContextPrediction.From(vectors, new PaddedMatrix(4, 2), new Dictionary<string, PaddedMatrix>(StringComparer.Ordinal)));
    }

    [Fact]
    public void Mismatched_tables_are_refused()
    {
        var input = new WordVectors(Words, 2, new float[10]);
        Assert.Throws<ArgumentException>(() => new ContextPrediction(input, new PaddedMatrix(4, 2)));
        Assert.Throws<ArgumentException>(() => new ContextPrediction(input, new PaddedMatrix(5, 3)));
        Assert.Throws<ArgumentException>(() => new ContextPrediction(input, new PaddedMatrix(5, 2), new PaddedMatrix(5, 1)));
        Assert.Throws<UnknownWordException>(() => new ContextPrediction(input, new PaddedMatrix(5, 2)).Predict("moel"));
        Assert.Throws<InvalidOperationException>(() => new ContextPrediction(input, new PaddedMatrix(5, 2)).Probabilities(0, ContextSide.After));
    }

    private static ContextPrediction Of(SkipGram textbook, PaddedMatrix? bias) =>
        new(new WordVectors(new Vocabulary(Words), Table(textbook.Input)), Table(textbook.Output), bias);

    private static PaddedMatrix Table(double[][] rows) =>
        new(rows.Length, rows[0].Length, [.. rows.SelectMany(row => row.Select(x => (float)x))]);
}
