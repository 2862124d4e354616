using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Exact;
using Talpa.Vectors;
using static Talpa.Tests.Training.Exact.ExactFixtures;

namespace Talpa.Tests.Training.Exact;

/// <summary>The prior of the exact softmax around the means of n-grams.</summary>
public class NgramPriorTests
{
    private static readonly CharacterNgrams Ngrams = new(2, 3, 50);
    private static readonly Vocabulary Vocabulary = new(["mole", "moles", "zoo"], [30, 20, 10]);

    [Fact]
    public void Means_are_fitted_at_the_end_of_every_second_sweep_from_the_fourth()
    {
        var prior = new NgramPrior(Vocabulary, Ngrams, dimension: 2, threads: 2);
        PaddedMatrix input = RandomTable(new Random(1), 3, 2);
        PaddedMatrix later = RandomTable(new Random(2), 3, 2);
        prior.EndSweep(3, input);
        Assert.All(prior.Means.Padded.ToArray(), x => Assert.Equal(0, x));
        Assert.Equal(input[1][0] * input[1][0] + input[1][1] * input[1][1], prior.SquaredDistance(1, input[1]), 1e-6);

        prior.EndSweep(4, input);
        prior.EndSweep(5, later);

        var fit = new NgramFit(Vocabulary, Ngrams, 0.5f, 0.03f, threads: 1);
        var expected = new PaddedMatrix(3, 2);
        fit.Compose(fit.Solve(input, 10), expected);
        Assert.Equal(expected.Padded.ToArray(), prior.Means.Padded.ToArray());
        Assert.InRange(prior.SquaredDistance(1, input[1]), 0, 0.5 * (input[1][0] * input[1][0] + input[1][1] * input[1][1]));
    }

    [Fact]
    public void A_training_with_subwords_gives_the_same_bytes_with_one_two_and_eight_threads()
    {
        TrainingOptions options = Small with { Subwords = new SubwordOptions { MinLength = 2, MaxLength = 3 }, Epochs = 12 };
        using EncodedCorpus corpus = Encode(RandomText(60));

        byte[][] models = [.. new[] { 1, 2, 8 }.Select(threads => Train(corpus, options with { Threads = threads }))];

        Assert.Equal(models[0], models[1]);
        Assert.Equal(models[0], models[2]);
        Assert.NotEqual(models[0], Train(corpus, options with { Subwords = null }));
    }

    [Fact]
    public void The_model_composes_vectors_of_unknown_words()
    {
        TrainingOptions options = Small with { Subwords = new SubwordOptions { MinLength = 2, MaxLength = 3 }, Epochs = 6 };
        using EncodedCorpus corpus = Encode(RandomText(60));
        var trainer = new Trainer(corpus, options);
        TrainingProgress end = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);

        WordVectors vectors = TrainedModel.From(trainer, end).Vectors;

        Assert.True(vectors.HasVector("w777"));
        Assert.False(vectors.HasVector("x"));
    }

    private static byte[] Train(EncodedCorpus corpus, TrainingOptions options)
    {
        var trainer = new Trainer(corpus, options);
        trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        return SmallTexts.BytesOf(trainer.Model);
    }
}
