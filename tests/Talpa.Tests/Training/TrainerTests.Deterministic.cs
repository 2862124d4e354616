using Talpa.Text;
using Talpa.Training;
using static Talpa.Tests.Training.SmallTexts;

namespace Talpa.Tests.Training;

public partial class TrainerTests
{
    [Theory]
    [InlineData(Architecture.SkipGram, "negative")]
    [InlineData(Architecture.SkipGram, "hierarchical")]
    [InlineData(Architecture.Cbow, "negative")]
    [InlineData(Architecture.Cbow, "hierarchical")]
    [InlineData(Architecture.SkipGram, "softmax")]
    [InlineData(Architecture.Cbow, "softmax")]
    [InlineData(Architecture.SkipGram, "negative", false)]
    public void A_deterministic_training_gives_the_same_bytes_with_one_two_and_eight_threads(Architecture architecture, string objective, bool shared = true)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = Named(objective, shared), Epochs = 2 };
        options = options.WithShards(several: true);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);

        byte[] one = Bytes(corpus, options);
        byte[] two = Bytes(corpus, options with { Threads = 2 });
        byte[] eight = Bytes(corpus, options with { Threads = 8 });

        Assert.Equal(one, two);
        Assert.Equal(one, eight);
        Assert.NotEqual(one, Bytes(corpus, options with { Seed = 5 }));
    }

    [Theory]
    [InlineData(Architecture.SkipGram, "negative")]
    [InlineData(Architecture.SkipGram, "hierarchical")]
    [InlineData(Architecture.SkipGram, "softmax")]
    [InlineData(Architecture.Cbow, "negative")]
    public void A_training_with_subwords_gives_the_same_bytes_with_one_two_and_eight_threads(Architecture architecture, string objective)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = Named(objective, shared: true), Epochs = 2, Subwords = new SubwordOptions { Buckets = 300 } };
        options = options.WithShards(several: true);
        using EncodedCorpus corpus = Encode(PetsAndTrains(2000), options);

        byte[] one = Bytes(corpus, options);

        Assert.Equal(one, Bytes(corpus, options with { Threads = 2 }));
        Assert.Equal(one, Bytes(corpus, options with { Threads = 8 }));
    }

    [Theory]
    [InlineData(Architecture.SkipGram, "negative")]
    [InlineData(Architecture.SkipGram, "hierarchical")]
    [InlineData(Architecture.Cbow, "negative")]
    [InlineData(Architecture.SkipGram, "negative", false)]
    public void A_deterministic_training_converges_nearly_as_fast_as_a_shared_one_even_if_all_shards_change_every_row(
        Architecture architecture, string objective, bool shared = true)
    {
        TrainingOptions options = Small with { Architecture = architecture, Objective = Named(objective, shared), LearningRate = 0.05, Epochs = 40 };
        using EncodedCorpus corpus = Encode(PetsAndTrains(4000), options);
        var trainer = new Trainer(corpus, options with { Shards = 4, Threads = 2 });

        TrainingProgress rounds = trainer.Run(cancellationToken: TestContext.Current.CancellationToken);
        TrainingProgress free = new Trainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(free.Tokens, rounds.Tokens);
        Assert.Equal(free.MeanLoss, rounds.MeanLoss, 0.3 * free.MeanLoss);
        Assert.True(Cosine(trainer.Model, "cat", "dog") > 0.8);
    }

    [Fact]
    public void A_deterministic_training_loses_no_token_when_a_sentence_is_longer_than_a_batch()
    {
        TrainingOptions options = Small with { Shards = 4, Threads = 3, Epochs = 2 };
        using EncodedCorpus corpus = Encode([string.Join(' ', PetsAndTrains(2000)), "my cute cat", string.Join(' ', PetsAndTrains(90))], options);

        TrainingProgress end = new Trainer(corpus, options).Run(cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(2 * corpus.TokenCount, end.Tokens);
    }
}
