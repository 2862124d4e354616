using Talpa.Text;
using Talpa.Training;

namespace Talpa.SideBySide;

/// <summary>What is trained, in words that every tool understands. Window 5, subsampling 1e-3, minimum count 5, 5 negative samples everywhere.</summary>
/// <param name="Architecture">skipgram or cbow.</param>
/// <param name="Objective">negative or hierarchical.</param>
/// <param name="Dimension">Length of a vector.</param>
/// <param name="Threads">Threads (gensim: workers) that learn.</param>
internal sealed record Setting(string Architecture, string Objective, int Dimension, int Threads)
{
    public const int Window = 5;
    public const int Negatives = 5;
    public const int MinCount = 5;
    public const double Subsampling = 1e-3;

    /// <summary>As the table calls it.</summary>
    public override string ToString() =>
        $"{(Architecture == "cbow" ? "CBOW" : "skip-gram")}, {(Objective == "negative" ? "negative sampling" : "hierarchical softmax")}, "
        + $"dimension {Dimension}, {Threads} thread{(Threads == 1 ? "" : "s")}";

    /// <summary>The learning rate that word2vec.c takes.</summary>
    public double LearningRate => Architecture == "cbow" ? 0.05 : 0.025;

    public static Setting From(Arguments arguments) => new(
        arguments.Text("arch", "skipgram"),
        arguments.Text("objective", "negative"),
        arguments.Whole("dim", 100),
        arguments.Whole("threads", 1));

    public string[] ToArguments() =>
        ["--arch", Architecture, "--objective", Objective, "--dim", $"{Dimension}", "--threads", $"{Threads}"];

    public TrainingOptions ToOptions(int epochs, int seed) => new()
    {
        Corpus = Corpus,
        Architecture = Architecture == "cbow" ? Talpa.Architecture.Cbow : Talpa.Architecture.SkipGram,
        Objective = Objective == "negative" ? new NegativeSampling { Negatives = Negatives } : new HierarchicalSoftmax(),
        Dimension = Dimension,
        Window = Window,
        SubsamplingThreshold = Subsampling,
        LearningRate = LearningRate,
        Epochs = epochs,
        Seed = seed,
        Threads = Threads,
    };

    /// <summary>Peers split at white space and nowhere else.</summary>
    public CorpusOptions Corpus => new() { Tokenizer = Tokenizer.Whitespace, MinCount = MinCount, Threads = Threads };
}
