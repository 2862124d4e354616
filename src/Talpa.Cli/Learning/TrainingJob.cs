using Talpa.Cli.Parsing;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Cli.Learning;

/// <summary>One training as it was ordered: what to read, how to learn, where to put the vectors, what to show.</summary>
internal sealed record TrainingJob
{
    /// <summary>The text.</summary>
    public required TextSource Text { get; init; }

    /// <summary>What the text is called in the report: "corpus.txt", "the standard input", "the built-in text".</summary>
    public required string TextName { get; init; }

    /// <summary>The arguments that name the text; none for the built-in one.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Whether the text is the built-in one.</summary>
    public bool IsZoo => Inputs.Count == 0;

    /// <summary>Whether each of several processes reads other files, which together are the text.</summary>
    public bool HasOwnText { get; init; }

    /// <summary>How to learn.</summary>
    public required TrainingOptions Options { get; init; }

    /// <summary>The file whose words are kept; <c>null</c> for the words of the text.</summary>
    public string? VocabularyFile { get; init; }

    /// <summary>A file for the vocabulary; <c>null</c> for none.</summary>
    public string? SavedVocabulary { get; init; }

    /// <summary>Which vectors to keep as the words'; <c>null</c> for those that serve the objective best.</summary>
    public VectorSide? Side { get; init; }

    /// <summary>The file for the vectors.</summary>
    public required string Output { get; init; }

    /// <summary>Its format.</summary>
    public required VectorFileFormat Format { get; init; }

    /// <summary>The model that the training starts from; <c>null</c> for random vectors.</summary>
    public StartingModel? Start { get; init; }

    /// <summary>Files of pairs and analogies to score before and after a training that continues a model; <c>null</c> for none.</summary>
    public Evaluations? Evaluations { get; init; }

    /// <summary>The checkpoint to resume from; <c>null</c> to start.</summary>
    public Checkpoint? From { get; init; }

    /// <summary>Another learning rate for the rest of a resumed training; <c>null</c> for the one it had.</summary>
    public double? NewLearningRate { get; init; }

    /// <summary>Where and how often to save checkpoints; <c>null</c> for not at all.</summary>
    public CheckpointOptions? Checkpoints { get; init; }

    /// <summary>Where to show the training as it runs; <c>null</c> for nowhere.</summary>
    public WatchSettings? Watch { get; init; }

    /// <summary>Whether to answer in JSON instead of a report.</summary>
    public required bool Json { get; init; }

    /// <summary>Whether to train though the memory does not suffice.</summary>
    public bool OverMemory { get; init; }

    /// <summary>Whether to show neither report nor progress.</summary>
    public required bool Quiet { get; init; }
}
