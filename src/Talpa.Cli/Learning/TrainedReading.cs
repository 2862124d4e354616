using Talpa.CoOccurrence;

namespace Talpa.Cli.Learning;

/// <summary>Reads a text as the one was read that a model was trained on.</summary>
/// <param name="options">The options of the training.</param>
internal sealed class TrainedReading(TrainingOptions options)
{
    /// <summary>How the text is split into words; every word counts, the model's vocabulary decides.</summary>
    public CorpusOptions Corpus => new()
    {
        MinCount = 1,
        Tokenizer = options.Corpus.Tokenizer,
        Lowercase = options.Corpus.Lowercase,
        NormalizeWords = options.Corpus.NormalizeWords,
        MaxSentenceLength = options.Corpus.MaxSentenceLength,
    };
}
