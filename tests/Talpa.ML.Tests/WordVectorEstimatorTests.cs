using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa.ML.Tests;

/// <summary>Word vectors that are trained in a pipeline of ML.NET.</summary>
public sealed class WordVectorEstimatorTests : IDisposable
{
    private static readonly string[] Garden = ["mole", "digs", "tunnel", "garden", "worm", "soil", "root"];
    private static readonly string[] Sea = ["whale", "swims", "ocean", "wave", "fish", "deep", "coral"];

    private readonly string _path = Path.Combine(Path.GetTempPath(), $"talpa-test-{Guid.NewGuid():N}.zip");

    private static TrainingOptions Options => new() { Objective = new NegativeSampling(), Dimension = 8, Epochs = 20, Threads = 1, SubsamplingThreshold = 0, Corpus = new() { MinCount = 1 } };

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void A_row_has_the_mean_of_the_vectors_of_its_words()
    {
        var context = new MLContext(seed: 1);
        WordVectorEstimator estimator = context.WordVectors("Features", "Text", Options);
        Assert.Null(estimator.Model);
        ITransformer model = estimator.Fit(context.Data.LoadFromEnumerable(Texts(200)));
        float[][] vectors = Vectors(context, model, ["mole digs unseen", "unseen", ""]);
        WordVectors words = estimator.Model!.Vectors;
        Assert.Equal(new float[words.Dimension], vectors[1]);
        Assert.Equal(new float[words.Dimension], vectors[2]);
        Assert.All(words.Mean(["mole", "digs"]).Zip(vectors[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void A_saved_model_holds_the_vectors()
    {
        var context = new MLContext(seed: 1);
        IDataView data = context.Data.LoadFromEnumerable(Texts(200));
        ITransformer model = context.WordVectors("Features", "Text", Options).Fit(data);
        context.Model.Save(model, data.Schema, _path);
        var other = new MLContext();
        ITransformer loaded = other.Model.Load(_path, out _);
        Assert.Equal(Vectors(context, model, ["mole digs"])[0], Vectors(other, loaded, ["mole digs"])[0]);
    }

    [Fact]
    public void A_classifier_learns_from_the_vectors()
    {
        var context = new MLContext(seed: 1);
        var pipeline = context.WordVectors("Features", "Text", Options).Append(context.BinaryClassification.Trainers.SdcaLogisticRegression(new SdcaLogisticRegressionBinaryTrainer.Options { NumberOfThreads = 1 }));
        var model = pipeline.Fit(context.Data.LoadFromEnumerable(Texts(200)));
        var metrics = context.BinaryClassification.Evaluate(model.Transform(context.Data.LoadFromEnumerable(Texts(100, seed: 9))));
        Assert.InRange(metrics.Accuracy, 0.95, 1);
    }

    [Fact]
    public void Case_is_ignored_where_the_options_say_so()
    {
        var context = new MLContext(seed: 1);
        WordVectorEstimator estimator = context.WordVectors("Features", "Text", Options with { Corpus = new() { MinCount = 1, Lowercase = true } });
        ITransformer model = estimator.Fit(context.Data.LoadFromEnumerable(Texts(50)));
        float[][] vectors = Vectors(context, model, ["MOLE Digs", "mole digs"]);
        Assert.Equal(vectors[1], vectors[0]);
        Assert.NotEqual(new float[8], vectors[0]);
    }

    [Fact]
    public void Tokens_are_taken_as_they_are()
    {
        var context = new MLContext(seed: 1);
        WordVectorEstimator estimator = context.WordVectorsOfTokens("Features", "Words", Options);
        ITransformer model = estimator.Fit(context.Data.LoadFromEnumerable(Enumerable.Repeat(new Tokenised(["new york", "mole"]), 20)));
        Assert.True(estimator.Model!.Vectors.Contains("new york"));
        IDataView output = model.Transform(context.Data.LoadFromEnumerable([new Tokenised(["new york"])]));
        Assert.Equal(estimator.Model.Vectors["new york"].ToArray(), output.GetColumn<float[]>("Features").Single());
    }

    [Theory]
    [InlineData("mean")]
    [InlineData("tokens")]
    public void The_output_may_have_the_name_of_a_column_that_the_estimator_uses(string name)
    {
        var context = new MLContext(seed: 1);
        IDataView data = context.Data.LoadFromEnumerable(Texts(50));
        WordVectorEstimator estimator = context.WordVectors(name, "Text", Options);
        IDataView output = estimator.Fit(data).Transform(data);
        Assert.Equal(["Text", "Label", name], output.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.Equal(8, output.GetColumn<float[]>(name).First().Length);
    }

    [Fact]
    public void Columns_that_were_there_stay()
    {
        var context = new MLContext(seed: 1);
        IDataView data = context.Transforms.Text.TokenizeIntoWords("tokens", "Text").Fit(context.Data.LoadFromEnumerable(Texts(50))).Transform(context.Data.LoadFromEnumerable(Texts(50)));
        IDataView output = context.WordVectorsOfTokens("Features", "tokens", Options).Fit(data).Transform(data);
        Assert.Equal(["Text", "Label", "tokens", "Features"], output.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
        Assert.Equal(data.GetColumn<string[]>("tokens").First(), output.GetColumn<string[]>("tokens").First());
    }

    [Fact]
    public void A_column_with_a_name_that_is_taken_is_refused()
    {
        var context = new MLContext(seed: 1);
        IDataView data = context.Transforms.CopyColumns("tokens", "Text").Fit(context.Data.LoadFromEnumerable(Texts(5))).Transform(context.Data.LoadFromEnumerable(Texts(5)));
        Assert.Contains("'tokens'", Assert.Throws<ArgumentException>(() => context.WordVectors("Features", "Text", Options).Fit(data)).Message, StringComparison.Ordinal);
    }

    private static float[][] Vectors(MLContext context, ITransformer model, string[] texts) =>
        [.. model.Transform(context.Data.LoadFromEnumerable(texts.Select(text => new Row(text, false)))).GetColumn<float[]>("Features")];

    private static List<Row> Texts(int count, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i => new Row(string.Join(' ', random.GetItems(i % 2 == 0 ? Garden : Sea, 6)), i % 2 == 0))];
    }

    private sealed record Row(string Text, bool Label);

    private sealed record Tokenised(string[] Words);
}
