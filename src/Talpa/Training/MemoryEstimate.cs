using Talpa.CoOccurrence;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training.Rounds;

namespace Talpa.Training;

/// <summary>What a training will allocate, in bytes, on top of the corpus and its vocabulary.</summary>
/// <param name="Tables">The input and output vectors, with the padding of their rows and the spare rows of a deterministic training.</param>
/// <param name="Objective">The noise distribution, the Huffman tree, the subsampling thresholds; the counts of the exact softmax and what its sweeps need.</param>
/// <param name="Workers">The scratch memory of all workers.</param>
public readonly record struct MemoryEstimate(long Tables, long Objective, long Workers)
{
    /// <summary>All of it.</summary>
    public long Total => Tables + Objective + Workers;

    /// <summary>Works out what a training on a corpus with these options will allocate. With the exact softmax a part of the text's pairs is counted for it.</summary>
    public static MemoryEstimate For(EncodedCorpus corpus, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(corpus);
        ArgumentNullException.ThrowIfNull(options);
        long words = corpus.Vocabulary.Count;
        long row = PaddedMatrix.PaddedLength(options.Dimension) * (long)sizeof(float);
        long outputRows = EmbeddingModel.OutputRows(corpus.Vocabulary, options);
        (int spareInput, int spareOutput) = options.NeedsRounds ? SpareRows.For(corpus.Vocabulary, options) : (0, 0);

        // A shard keeps for each row where its copy is, and two bits for the plans that touch it; for each copy how often it is moved, and its place in two lists.
        long overlays = options.NeedsRounds
            ? (RoundSchedule.ShardCount * (words + outputRows) * (sizeof(int) + 1)) + ((spareInput + (long)spareOutput) * 3 * sizeof(int))
            : 0;
        long thresholds = options.SubsamplingThreshold > 0 ? words * sizeof(uint) : 0;

        // A cell of the alias table is 8 bytes and another 24 while it is built; dealt out in shares it takes another 16; a Huffman path has about log2 V nodes of 8 bytes.
        long objective = options.Objective switch
        {
            Talpa.Objective.NegativeSampling => words * (options.NeedsRounds ? 48 : 32),
            Talpa.Objective.HierarchicalSoftmax => words * (long)(8 * Math.Log2(words + 1)) + (words * 40),
            Talpa.Objective.ExactSoftmax => ExactBytes(corpus, options),
            _ => 0,
        };
        return new MemoryEstimate(
            (words + outputRows + spareInput + spareOutput) * row, objective + thresholds + overlays, WorkerBytes(corpus, options, row));
    }

    /// <summary>Chunks of text, and the vectors of a window with their changes.</summary>
    private static long WorkerBytes(EncodedCorpus corpus, TrainingOptions options, long row)
    {
        long chunk = corpus.LongestChunk * (long)sizeof(int);
        long windows = 2L * options.Window * 2 * row;
        if (options.NeedsRounds)
        {
            long sampled = PieceReader.PieceTokens * Math.Min(options.SampleSets, PieceReader.PieceTokens) * (1L + options.Negatives) * sizeof(int);
            return chunk + (RoundSchedule.ShardCount * (windows + (2 * sampled)));
        }

        // A worker that finds no chunk left never touches its memory.
        long workers = Math.Min(options.Threads, (long)corpus.ChunkCount * options.Epochs);
        bool isFullSoftmax = options.Objective == Talpa.Objective.FullSoftmax;
        long scores = isFullSoftmax ? corpus.Vocabulary.Count * (long)sizeof(float) : 0;
        return (isFullSoftmax && options.Deterministic ? 1 : workers) * ((2 * chunk) + windows + scores);
    }

    /// <summary>The tiles of output vectors and all momenta, a block's scores, and the counts.</summary>
    private static long ExactBytes(EncodedCorpus corpus, TrainingOptions options)
    {
        long words = corpus.Vocabulary.Count;
        long row = PaddedMatrix.PaddedLength(options.Dimension) * (long)sizeof(float);
        return (3 * words * row) + (options.Exact.BlockSize * words * sizeof(float)) + CoOccurrenceCounts.EstimateBytes(corpus, options.Pairs);
    }
}
