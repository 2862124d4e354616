using Talpa.Cli.Learning;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The probabilities that a file of vectors holds.</summary>
/// <param name="Contexts">The model of contexts.</param>
/// <param name="Training">The options of its training.</param>
internal sealed record ModelPrediction(ContextPrediction Contexts, TrainingOptions Training)
{
    /// <summary>Takes the probabilities from a file.</summary>
    /// <exception cref="UnusableInputException">It has none.</exception>
    public static ModelPrediction Of(string path, TrainedModel model) =>
        model is { Options: { Objective.IsSoftmaxOverWords: true } training, Contexts: { } contexts }
            ? new ModelPrediction(contexts, training)
            : throw new UnusableInputException(
                $"{path}: no probabilities were learned here; train with --objective exact and keep the vectors in Talpa's own format");
}
