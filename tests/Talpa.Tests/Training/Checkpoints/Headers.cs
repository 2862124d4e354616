using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Tests.Training.Checkpoints;

/// <summary>Headers of checkpoints.</summary>
internal static class Headers
{
    /// <summary>The header of a training on a text, without notes.</summary>
    public static CheckpointHeader Of(EncodedCorpus corpus, TrainingOptions options) => new()
    {
        Options = options.WithDefaultsFor(corpus),
        Corpus = corpus.ComputeFingerprint(),
        CorpusTokens = corpus.TokenCount,
        Words = corpus.Vocabulary.Count,
        Notes = new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
