using Talpa.Mpi.Text;
using Talpa.Text;
using Talpa.Training;
using Talpa.Training.Checkpoints;

namespace Talpa.Mpi.Training;

/// <summary>A text that the ranks of a cluster have read, a part each, with the vocabulary of the whole.</summary>
internal sealed class RankedText : IDisposable
{
    private readonly Cluster _cluster;
    private readonly RankText _text;
    private readonly RankFingerprint _fingerprint;

    private RankedText(Cluster cluster, EncodedCorpus corpus, RankText text, RankFingerprint fingerprint)
    {
        _cluster = cluster;
        _text = text;
        _fingerprint = fingerprint;
        Corpus = corpus;
    }

    /// <summary>The sentences of this rank; the vocabulary and the report are those of the whole text.</summary>
    public EncodedCorpus Corpus { get; }

    /// <summary>Reads a text. All ranks call it together.</summary>
    /// <param name="cluster">The ranks.</param>
    /// <param name="text">The whole text in files that all ranks see, or the files of this rank; <c>null</c> where it has none.</param>
    /// <param name="isOwn">Whether each rank has other files, which together are the text in the order of the ranks.</param>
    /// <param name="options">How to split it and which words to keep.</param>
    /// <param name="progress">Receives the progress of this rank's reading.</param>
    /// <exception cref="UnusableInputException">The text can't be read or has no word that is frequent enough, or an option needs one process.</exception>
    public static RankedText Read(Cluster cluster, TextSource? text, bool isOwn, CorpusOptions options, IProgress<EncodingProgress>? progress = null)
    {
        RankText shared = isOwn ? RankText.Given(cluster.Group, text) : RankText.Shared(cluster.Group, text!);
        EncodedCorpus corpus = RankCorpus.Encode(cluster.Group, shared, options, progress);
        try
        {
            return new RankedText(cluster, corpus, shared, RankFingerprint.Of(cluster.Group, corpus));
        }
        catch
        {
            corpus.Dispose();
            throw;
        }
    }

    /// <summary>How many ranks have nothing to read, because there are fewer files than ranks.</summary>
    public int RanksWithoutFiles => _text.RanksWithoutParts;

    /// <summary>Two ranks that have read the same sentences; <c>null</c> for none.</summary>
    public (int First, int Second)? RanksAlike => _fingerprint.Alike;

    /// <summary>Estimates what this rank's part of a training will allocate besides the text and its vocabulary, in bytes: all of it, and the vectors alone. All ranks call it together.</summary>
    public (long Total, long Vectors) EstimateMemory(TrainingOptions options) => RankedTrainer.EstimateMemory(_cluster.Group, Corpus, options);

    /// <summary>Prepares a training. All ranks call it together.</summary>
    /// <param name="options">What to learn and how, the same on all ranks.</param>
    /// <param name="threads">Threads of this rank.</param>
    /// <param name="from">The checkpoint to resume from; <c>null</c> to start.</param>
    /// <exception cref="UnusableInputException">An option needs one process, or the checkpoint is of another text.</exception>
    public RankedTrainer NewTrainer(TrainingOptions options, int threads, Checkpoint? from) => new(_cluster.Group, Corpus, _text, _fingerprint.Whole, options, threads, from);

    /// <inheritdoc/>
    public void Dispose() => Corpus.Dispose();
}
