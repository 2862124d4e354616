using Talpa.Inputs;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training;

/// <summary>What a training will allocate, in bytes, besides the corpus and its vocabulary.</summary>
/// <param name="Tables">The input and output vectors, with the padding of their rows, and the replicas of the shards.</param>
/// <param name="Objective">The noise distribution, the Huffman tree, the subsampling thresholds; the counts of the exact softmax and what its sweeps need.</param>
/// <param name="Workers">The scratch memory of all threads.</param>
internal readonly record struct MemoryEstimate(long Tables, long Objective, long Workers)
{
    /// <summary>All of it.</summary>
    public long Total => Tables + Objective + Workers;

    /// <summary>Estimates what a training on a corpus with these options will allocate. With the exact softmax a part of the text's pairs is counted for it.</summary>
    /// <param name="corpus">The text, or this rank's part of it with the words of the whole.</param>
    /// <param name="options">What to learn and how.</param>
    /// <param name="start">The vectors to start from; <c>null</c> for random ones.</param>
    /// <param name="part">What this rank has of the training; <c>null</c> for all of it.</param>
    public static MemoryEstimate For(EncodedCorpus corpus, TrainingOptions options, StartingVectors? start = null, RankPart? part = null)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        options = options.WithDefaultsFor(corpus, start);
        RankPart own = part ?? new RankPart(1, corpus.Vocabulary.Count);
        int words = options.ActualObjective.TrainsFromCounts ? own.Words : corpus.Vocabulary.Count;
        long row = PaddedMatrix.PaddedLength(options.Dimension) * (long)sizeof(float);
        long inputRows = options.ActualObjective.TrainsFromCounts ? words : InputRows(corpus.Vocabulary, options);
        long outputRows = options.ActualObjective.TrainsFromCounts ? (long)words * options.ActualObjective.ContextSides : options.ActualObjective.OutputRows(corpus.Vocabulary);

        // Each shard has a replica of both tables, and counts how often it uses a row.
        int shards = options.ActualShards / own.Ranks;
        int replicas = options.ActualShards > 1 ? shards : 0;
        long uses = replicas * (inputRows + outputRows) * sizeof(int);
        long thresholds = options.SubsamplingThreshold > 0 ? (long)corpus.Vocabulary.Count * sizeof(uint) : 0;
        long fit = options is { Subwords: { } subwords, ActualObjective.TrainsFromCounts: true } ? FitRows(corpus.Vocabulary, subwords) * row : 0;
        (long shared, long learner) = options.ActualObjective.EstimateBytes(
            corpus, words, options.Pairs, options.Dimension);
        return new MemoryEstimate(
            ((1 + replicas) * (inputRows + outputRows) * row) + Anchors(options, inputRows + outputRows, row), shared + (start?.PairBytesIn(options) ?? 0) + thresholds + uses + fit, WorkerBytes(corpus, options, shards, row, learner));
    }

    private static long Anchors(TrainingOptions options, long rows, long row) => options.Start is { HoldsAny: true } ? TableAnchors.Bytes(rows, row) : 0;

    /// <summary>Rows of the input table.</summary>
    public static long InputRows(Vocabulary vocabulary, TrainingOptions options) =>
        vocabulary.Count + (options is { Subwords: { } subwords, ActualObjective.TrainsFromCounts: false } ? (long)SubwordRows.CountBuckets(vocabulary, subwords.Ngrams) : 0);

    /// <summary>Rows of the tables of a fit of n-grams: four of n-grams and two of words.</summary>
    private static long FitRows(Vocabulary vocabulary, SubwordOptions subwords) => (4L * SubwordRows.CountBuckets(vocabulary, subwords.Ngrams)) + (2L * vocabulary.Count);

    /// <summary>The vectors of a batch's words where they are composed, as they are and as they were.</summary>
    private static long ComposedBytes(TrainingOptions options, long row) =>
        options is { Subwords: not null, ActualObjective.TrainsFromCounts: false } ? 2L * (Batch.Tokens + (4L * options.Window)) * row : 0;

    /// <summary>Chunks of text, batches, and the vectors of a window with their changes.</summary>
    private static long WorkerBytes(EncodedCorpus corpus, TrainingOptions options, int shards, long row, long learner)
    {
        long chunk = corpus.LongestChunk * (long)sizeof(int);
        long windows = (2L * options.Window * 2 * row) + ComposedBytes(options, row);
        long batch = Batch.Tokens * ((Math.Min(options.ActualObjective.MaxRows(corpus.Vocabulary, options.MaxHidden), 4096) + 9L) * sizeof(int));
        if (options.ActualShards > 1)
        {
            return chunk + (shards * (windows + batch + learner));
        }

        // A worker that finds no chunk left never touches its memory.
        long workers = !options.FreeRunning ? 1 : Math.Min(options.Threads, (long)corpus.ChunkCount * options.ActualEpochs);
        return workers * (chunk + windows + batch + learner);
    }
}
