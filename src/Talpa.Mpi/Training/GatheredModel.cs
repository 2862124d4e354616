using System.Runtime.InteropServices;
using Talpa.Memory;
using Talpa.Ranks;
using Talpa.Training;
using Talpa.Training.Exact;

namespace Talpa.Mpi.Training;

/// <summary>
/// The whole model brought to rank 0 from the rows of all ranks, in bands of some megabytes. Its tables are in temporary files that are mapped into memory, so that rank 0 needs no more
/// memory than the others; where there is no room for the files, in memory.
/// </summary>
internal static class GatheredModel
{
    private const int BandBytes = 16 << 20;

    /// <summary>Gathers a model. All ranks call it together.</summary>
    /// <param name="part">The model with the rows of this rank.</param>
    /// <param name="ranks">The ranks.</param>
    /// <returns>The whole model on rank 0; <c>null</c> on the others.</returns>
    public static EmbeddingModel? Gather(EmbeddingModel part, RankedTiles ranks)
    {
        EmbeddingModel? whole = ranks.Group.Rank == 0 ? NewModel(part) : null;
        Gather(ranks, part.Input.Dimension, row => part.Input[row], word => whole!.Input.Row(word));
        int sides = part.Options.ActualObjective.ContextSides;
        for (int side = 0; side < sides; side++)
        {
            Gather(ranks, part.Output.Dimension, row => part.Output[(row * sides) + side], word => whole!.Output.Row((word * sides) + side));
        }

        Gather(ranks, sides, row => part.OutputBias![0].Slice(row * sides, sides), word => whole!.OutputBias!.Row(0).Slice(word * sides, sides));
        return whole;
    }

    /// <summary>Bytes of memory that this rank needs for the whole model: none where the temporary folder has room for its files.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="words">Number of words.</param>
    /// <param name="options">The options of the training.</param>
    public static long EstimateBytes(IRankGroup group, int words, TrainingOptions options)
    {
        // Input vectors, those that are joined of both sides, and output vectors.
        int tables = 2 + options.ActualObjective.ContextSides;
        long bytes = tables * (long)words * PaddedMatrix.PaddedLength(options.Dimension) * sizeof(float);
        bool isHere = options.ActualObjective.TrainsFromCounts && group is { Rank: 0, Count: > 1 };
        return isHere && !FileTables.HasRoom(options.Corpus.TemporaryFolder, bytes) ? bytes : 0;
    }

    private static EmbeddingModel NewModel(EmbeddingModel part)
    {
        var files = new FileTables(part.Options.Corpus.TemporaryFolder);
        return new EmbeddingModel(part.Vocabulary, part.Options, share: null, (rows, dimension) =>
        {
            try
            {
                return files.NewTable(rows, dimension);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return new PaddedMatrix(rows, dimension);
            }
        });
    }

    private delegate ReadOnlySpan<float> Source(int row);

    private delegate Span<float> Target(int word);

    private static void Gather(RankedTiles ranks, int length, Source source, Target target)
    {
        int band = Math.Max(1, BandBytes / sizeof(float) / length / ranks.Group.Count);
        int longest = ranks.Shares.Max(share => share.Rows);
        for (int first = 0; first < longest; first += band)
        {
            GatherBand(ranks, length, first, band, source, target);
        }
    }

    private static void GatherBand(RankedTiles ranks, int length, int first, int band, Source source, Target target)
    {
        bool isRoot = ranks.Group.Rank == 0;
        int[] rows = [.. ranks.Shares.Select(share => Math.Clamp(share.Rows - first, 0, band))];
        float[] sent = new float[rows[ranks.Group.Rank] * length];
        for (int i = 0; i < rows[ranks.Group.Rank]; i++)
        {
            source(first + i).CopyTo(sent.AsSpan(i * length));
        }

        float[] received = new float[isRoot ? rows.Sum() * length : 0];
        ranks.Group.AllToAll(
            MemoryMarshal.AsBytes(sent.AsSpan()),
            [.. rows.Select((_, rank) => rank == 0 ? sent.Length * sizeof(float) : 0)],
            MemoryMarshal.AsBytes(received.AsSpan()),
            [.. rows.Select(count => isRoot ? count * length * sizeof(float) : 0)]);
        ReadOnlySpan<float> rest = received;
        for (int rank = 0; isRoot && rank < rows.Length; rank++)
        {
            for (int i = 0; i < rows[rank]; i++)
            {
                rest[..length].CopyTo(target(ranks.Shares[rank].WordOf(first + i)));
                rest = rest[length..];
            }
        }
    }
}
