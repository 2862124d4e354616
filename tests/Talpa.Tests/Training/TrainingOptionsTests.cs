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
    public void The_defaults_are_valid_for_both_architectures()
    {
        new TrainingOptions().Validate();
        new TrainingOptions { Architecture = Architecture.Cbow }.Validate();
    }
}
