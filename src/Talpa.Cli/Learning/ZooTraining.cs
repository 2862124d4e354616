using Talpa.Text;

namespace Talpa.Cli.Learning;

/// <summary>How the built-in text is learned: it is small, so the softmax can be the full one, as the textbook has it.</summary>
internal static class ZooTraining
{
    /// <summary>The options, where none are given.</summary>
    public static TrainingOptions Options { get; } = new()
    {
        Corpus = new CorpusOptions { MinCount = 1 },
        Objective = new FullSoftmax(),
        Dimension = 24,
        Window = 5,
        SubsamplingThreshold = 0,
        LearningRate = 0.05,
    };
}
