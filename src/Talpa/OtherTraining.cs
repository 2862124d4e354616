using Talpa.Formats;

namespace Talpa;

/// <summary>The options of a training by another program, as far as its file holds them.</summary>
internal static class OtherTraining
{
    /// <summary>fastText's arguments as options, for a text that is split at white space, as fastText splits it; <c>null</c> where the file does not hold them.</summary>
    public static TrainingOptions? Of(VectorFileContent content)
    {
        if (!content.Options.TryGetValue(FastTextFormat.OptionsName, out string? line) || FastTextArguments.FromCommandLine(line) is not { } arguments)
        {
            return null;
        }

        return new TrainingOptions
        {
            Corpus = new CorpusOptions { Tokenizer = Tokenizer.Whitespace, MinCount = Math.Max(1, arguments.MinCount) },
            Architecture = arguments.IsCbow ? Architecture.Cbow : Architecture.SkipGram,
            Objective = ObjectiveOf(arguments),
            Subwords = content.Vectors.Subwords is { } subwords
                ? new SubwordOptions { MinLength = subwords.MinLength, MaxLength = subwords.MaxLength, Buckets = subwords.Buckets }
                : null,
            Dimension = arguments.Dimension,
            Window = arguments.Window,
            SubsamplingThreshold = arguments.Subsampling,
        };
    }

    private static Objective ObjectiveOf(FastTextArguments arguments) => arguments.LossName switch
    {
        "hs" => new HierarchicalSoftmax(),
        "softmax" => new FullSoftmax(),
        _ => new NegativeSampling { Negatives = Math.Max(1, arguments.Negatives) },
    };
}
