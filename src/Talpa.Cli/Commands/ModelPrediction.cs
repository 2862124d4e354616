using Talpa.Cli.Learning;
using Talpa.Formats;
using Talpa.Vectors;

namespace Talpa.Cli.Commands;

/// <summary>The probabilities that a file of vectors holds.</summary>
internal static class ModelPrediction
{
    /// <summary>The file's model of contexts.</summary>
    /// <exception cref="UnusableInputException">It has none.</exception>
    public static ContextPrediction Of(string path, VectorFileContent content)
    {
        bool isSoftmax = TrainedOptions.ObjectiveOf(content.Options) is { IsSoftmaxOverWords: true };
        return (isSoftmax ? ContextPrediction.From(content.Vectors, content.Output, content.OtherTables) : null)
            ?? throw new UnusableInputException(
                $"{path}: no probabilities were learned here; train with --objective exact and keep the vectors in Talpa's own format");
    }
}
