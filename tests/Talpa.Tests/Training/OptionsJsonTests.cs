using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using CsCheck;
using Talpa.Objectives;
using Talpa.Training;

namespace Talpa.Tests.Training;

public class OptionsJsonTests
{
    private static readonly Gen<Objective> AnyObjective = Gen.OneOf(
        from negatives in Gen.Int[1, 1000]
        from exponent in Gen.Double[-10, 10]
        from shared in Gen.Bool
        select (Objective)new NegativeSampling { Negatives = negatives, NoiseExponent = exponent, SharedNegatives = shared },
        Gen.Const((Objective)new HierarchicalSoftmax()),
        Gen.Const((Objective)new FullSoftmax()),
        from block in Gen.Int[1, 10_000]
        from exponent in Gen.Double[0, 1]
        from every in Gen.Int[1, 100]
        from first in Gen.Int[0, 100]
        from limit in Gen.Long[1 << 20, long.MaxValue]
        select (Objective)new ExactSoftmax { BlockSize = block, WeightExponent = exponent, RareWordsEvery = every, FrequentSweeps = first, MemoryLimit = limit });

    private static readonly Gen<PhraseOptions?> AnyPhrases =
        from isOn in Gen.Bool
        from threshold in Gen.Double[0, 1].Nullable()
        from isNpmi in Gen.Bool
        from connectors in Gen.Int[0, 3]
        from passes in Gen.Int[1, 10]
        select isOn
            ? new PhraseOptions
            {
                Threshold = threshold + 1e-9,
                Scoring = isNpmi && !(threshold > 0.99) ? PhraseScoring.NormalizedPmi : PhraseScoring.Word2Phrase,
                Connectors = [.. PhraseOptions.EnglishConnectors.Take(connectors)],
                Passes = passes,
                Delimiter = isNpmi ? "_" : "·",
            }
            : null;

    private static readonly Gen<TrainingOptions> AnyOptions =
        from objective in AnyObjective
        from architecture in Gen.Enum<Architecture>()
        from dimension in Gen.Int[1, 10_000]
        from window in Gen.Int[1, 1000]
        from weighting in Gen.Enum<WindowWeighting>().Nullable()
        from epochs in Gen.Int[1, 10_000].Nullable()
        from rate in Gen.Double[1e-6, 10].Nullable()
        from seed in Gen.Long
        from whitespace in Gen.Bool
        from lowercase in Gen.Bool
        from phrases in AnyPhrases
        from lengths in Gen.Select(Gen.Int[1, 64], Gen.Int[1, 64]).Nullable()
        select new TrainingOptions
        {
            Objective = objective,
            Architecture = objective is ExactSoftmax ? Architecture.SkipGram : architecture,
            Subwords = lengths is { } n
                ? new SubwordOptions { MinLength = Math.Min(n.Item1, n.Item2), MaxLength = Math.Max(n.Item1, n.Item2), Buckets = dimension }
                : null,
            Dimension = dimension,
            Window = window,
            WindowWeighting = weighting,
            Epochs = epochs,
            LearningRate = rate,
            MinLearningRate = rate / 2,
            Seed = seed,
            FreeRunning = lowercase && !objective.TrainsFromCounts,
            Corpus = new CorpusOptions { Tokenizer = whitespace ? Tokenizer.Whitespace : Tokenizer.Unicode, Lowercase = lowercase, MinCount = window, Phrases = phrases },
        };

    [Fact]
    public void Options_written_and_read_are_equal_including_the_tokenizer() => AnyOptions.Sample(options =>
    {
        TrainingOptions read = TrainingOptions.FromJson(options.ToJson());
        Assert.Equal(options, read);
        Assert.Same(options.Corpus.Tokenizer, read.Corpus.Tokenizer);
    }, iter: 300);

    [Fact]
    public void Omitted_options_of_subwords_have_their_defaults() =>
        Assert.Equal(new TrainingOptions { Subwords = new SubwordOptions { MaxLength = 4 } }, TrainingOptions.FromJson("""{ "subwords": { "maxLength": 4 } }"""));

    [Fact]
    public void Omitted_options_have_their_defaults() =>
        Assert.Equal(new TrainingOptions { Window = 3 }, TrainingOptions.FromJson("""{ "window": 3 }"""));

    [Fact]
    public void An_objective_that_is_left_to_the_text_is_null()
    {
        Assert.Null(TrainingOptions.FromJson("""{ "objective": null }""").Objective);
        Assert.Null(TrainingOptions.FromJson(new TrainingOptions().ToJson()).Objective);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{ "objective": { "name": "negativ" } }""")]
    [InlineData("""{ "windows": 3 }""")]
    [InlineData("""{ "corpus": { "tokenizer": "words" } }""")]
    public void Json_with_invalid_content_is_refused(string json) => Assert.Throws<FormatException>(() => TrainingOptions.FromJson(json));

    [Fact]
    public void An_option_out_of_range_is_refused_with_its_name() =>
        Assert.Contains("Window", Assert.Throws<ArgumentOutOfRangeException>(() => TrainingOptions.FromJson("""{ "window": 0 }""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Every_objective_is_found_by_its_name_and_aliases_and_all_are_unique()
    {
        string[] names = [.. Objective.All.SelectMany(objective => objective.OtherNames.Prepend(objective.Name))];
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(Objective.All, objective => Assert.All(objective.OtherNames.Prepend(objective.Name), name => Assert.Equal(objective, Objective.Find(name.ToUpperInvariant()))));
        Assert.Null(Objective.Find("none"));
    }
}
