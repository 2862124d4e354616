using Talpa.Text;
using Talpa.Training;

namespace Talpa.SideBySide;

/// <summary>The options of a run, independent of the tool. Window 5, subsampling 1e-3, minimum count 5 and 5 negative samples are fixed.</summary>
/// <param name="Architecture">skipgram or cbow.</param>
/// <param name="Objective">negative or hierarchical; full or exact for Talpa only.</param>
/// <param name="Dimension">The length of a vector.</param>
/// <param name="Threads">The number of worker threads.</param>
/// <param name="FreeRunning">Whether threads share the vectors without locks; for Talpa only, the others always do.</param>
internal sealed record Setting(string Architecture, string Objective, int Dimension, int Threads, bool FreeRunning = false)
{
    public const int Window = 5;
    public const int Negatives = 5;
    public const int MinCount = 5;
    public const double Subsampling = 1e-3;

    /// <summary>The limit of the vocabulary with the full softmax. Each pair takes time proportional to it: with more words a run takes hours.</summary>
    public const int FullSoftmaxWords = 1_000;

    /// <summary>The name in the tables.</summary>
    public override string ToString() =>
        $"{ModelName}, dimension {Dimension}, {Threads} thread{(Threads == 1 ? "" : "s")}{(FreeRunning ? ", running free" : "")}";

    /// <summary>Architecture and objective in the tables.</summary>
    public string ModelName => $"{(Architecture == "cbow" ? "CBOW" : "skip-gram")}, {ObjectiveName}";

    /// <summary>The default learning rate of word2vec.c.</summary>
    public double LearningRate => Architecture == "cbow" ? 0.05 : 0.025;

    public static Setting From(Arguments arguments) => new(
        arguments.Text("arch", "skipgram"),
        arguments.Text("objective", "negative"),
        arguments.Integer("dim", 100),
        arguments.Integer("threads", 1),
        arguments.Text("schedule", "shards") == "free");

    public string[] ToArguments() =>
    [
        "--arch",
        Architecture,
        "--objective",
        Objective,
        "--dim",
        $"{Dimension}",
        "--threads",
        $"{Threads}",
        .. FreeRunning ? new[] { "--schedule", "free" } : [],
    ];

    public TrainingOptions ToOptions(int epochs, int seed) => new()
    {
        Corpus = Corpus,
        Architecture = Architecture == "cbow" ? Talpa.Architecture.Cbow : Talpa.Architecture.SkipGram,
        Objective = Talpa.Objective.Find(Objective) switch
        {
            NegativeSampling negative => negative with { Negatives = Negatives },
            { } other => other,
            null => throw new ArgumentException($"There is no objective '{Objective}'."),
        },
        FreeRunning = FreeRunning,
        Dimension = Dimension,
        Window = Window,
        SubsamplingThreshold = Subsampling,
        LearningRate = LearningRate,
        Epochs = epochs,
        Seed = seed,
        Threads = Threads,
    };

    /// <summary>The other tools split text at white space only.</summary>
    public CorpusOptions Corpus => new()
    {
        Tokenizer = Tokenizer.Whitespace,
        MinCount = MinCount,
        Threads = Threads,
        MaxVocabulary = Objective == "full" ? FullSoftmaxWords : null,
    };

    private string ObjectiveName => Objective switch
    {
        "negative" => "negative sampling",
        "hierarchical" => "hierarchical softmax",
        "full" => $"full softmax over {FullSoftmaxWords:N0} words",
        _ => "exact softmax",
    };
}
