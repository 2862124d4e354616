using Talpa.Text;
using Talpa.Training;

namespace Talpa.Tests.Training;

public class TrainingOptionsTests
{
    public static readonly TheoryData<string, TrainingOptions> OutOfRange = new()
    {
        { "Dimension", new() { Dimension = 0 } },
        { "Dimension", new() { Dimension = 10_001 } },
        { "Window", new() { Window = 0 } },
        { "Window", new() { Window = 1_001 } },
        { "Negatives", new() { Objective = new NegativeSampling { Negatives = 0 } } },
        { "NoiseExponent", new() { Objective = new NegativeSampling { NoiseExponent = double.NaN } } },
        { "SubsamplingThreshold", new() { SubsamplingThreshold = -1e-9 } },
        { "SubsamplingThreshold", new() { SubsamplingThreshold = 1.5 } },
        { "Epochs", new() { Epochs = 0 } },
        { "LearningRate", new() { LearningRate = 0 } },
        { "LearningRate", new() { LearningRate = double.NaN } },
        { "LearningRate", new() { LearningRate = 11 } },
        { "MinLearningRate", new() { MinLearningRate = 0.03 } },
        { "Threads", new() { Threads = 0 } },
        { "MinCount", new() { Corpus = new CorpusOptions { MinCount = 0 } } },
        { "MaxVocabulary", new() { Corpus = new CorpusOptions { MaxVocabulary = 0 } } },
        { "MaxSentenceLength", new() { Corpus = new CorpusOptions { MaxSentenceLength = 0 } } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void An_option_out_of_range_is_refused_with_its_name_and_value(string name, TrainingOptions options)
    {
        ArgumentOutOfRangeException fault = Assert.Throws<ArgumentOutOfRangeException>(options.Validate);
        Assert.Contains(name, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.ActualValue);
    }

    [Fact]
    public void The_exact_softmax_is_chosen_for_a_short_text_where_nothing_speaks_against_it()
    {
        Assert.Equal(new ExactSoftmax(), Choose(new()));
        Assert.Equal(new ExactSoftmax(), Choose(new() { Dimension = 300 }, words: 25_000));
        Assert.Equal(new NegativeSampling(), Choose(new() { Dimension = 300 }, words: 27_000));
        Assert.Equal(new NegativeSampling(), Choose(new(), words: 45_000));
        Assert.Equal(new NegativeSampling(), Choose(new() { Dimension = 10_000 }, words: 10));
        Assert.Equal(new NegativeSampling(), Choose(new(), tokens: 20_000_001));
        Assert.Equal(new NegativeSampling(), Choose(new() { Architecture = Architecture.Cbow }));
    }

    [Fact]
    public void Epochs_and_rates_that_are_set_are_meant_for_negative_sampling()
    {
        Assert.Equal(new NegativeSampling(), Choose(new() { Epochs = 5 }));
        Assert.Equal(new NegativeSampling(), Choose(new() { LearningRate = 0.05 }));
        Assert.Equal(new NegativeSampling(), Choose(new() { MinLearningRate = 0.001 }));
    }

    [Theory]
    [InlineData(100_000, 40)]
    [InlineData(312_000, 40)]
    [InlineData(1_000_000, 22)]
    [InlineData(2_000_000, 16)]
    [InlineData(8_000_000, 8)]
    [InlineData(17_000_000, 5)]
    [InlineData(1_000_000_000, 5)]
    public void Negative_sampling_passes_more_often_over_a_shorter_text(long tokens, int epochs) =>
        Assert.Equal(epochs, new NegativeSampling().DefaultEpochs(tokens));

    [Fact]
    public void For_a_text_all_options_are_written_out()
    {
        using EncodedCorpus corpus = SmallTexts.Encode(SmallTexts.PetsAndTrains(20), SmallTexts.Small);
        TrainingOptions chosen = new TrainingOptions().WithDefaultsFor(corpus);

        Assert.Equal(
            new TrainingOptions
            {
                Objective = new ExactSoftmax { Directional = false },
                Shards = 1,
                Epochs = 40,
                LearningRate = 0.03,
                MinLearningRate = 0,
                WindowWeighting = WindowWeighting.Harmonic,
                Corpus = new CorpusOptions { NormalizeWords = true },
            },
            chosen);
        Assert.Equal(chosen, chosen.WithDefaultsFor(corpus));
        Assert.Equal(chosen, new Trainer(corpus, new TrainingOptions()).Options);
    }

    [Fact]
    public void The_exact_softmax_distinguishes_sides_where_words_are_few_but_tokens_many_and_counts_are_not_kept()
    {
        var exact = new ExactSoftmax();
        Assert.Equal(exact with { Directional = true }, exact.WithDefaultsFor(words: 22_300, dimension: 100, tokens: 1_000_000));
        Assert.Equal(exact with { Directional = false }, exact.WithDefaultsFor(words: 22_300, dimension: 100, tokens: 999_999));
        Assert.Equal(exact with { Directional = false }, exact.WithDefaultsFor(words: 22_400, dimension: 100, tokens: 1_000_000));
        Assert.Equal(exact with { Directional = false }, exact.WithDefaultsFor(words: 22_300, dimension: 110, tokens: 1_000_000));
        Assert.Equal(exact with { KeepCounts = true, Directional = false }, (exact with { KeepCounts = true }).WithDefaultsFor(words: 100, dimension: 100, tokens: 1_000_000));
        Assert.Equal(exact with { Directional = true }, (exact with { Directional = true }).WithDefaultsFor(words: 100_000, dimension: 100, tokens: 10));
    }

    [Fact]
    public void Options_that_are_left_open_can_be_shown() => Assert.Contains("Epochs = ,", new TrainingOptions().ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_defaults_are_valid_for_both_architectures()
    {
        new TrainingOptions().Validate();
        new TrainingOptions { Architecture = Architecture.Cbow }.Validate();
    }

    private static Objective Choose(TrainingOptions options, int words = 20_000, long tokens = 1_000_000) => ObjectiveForText.Choose(options, words, tokens);
}
