using System.Diagnostics;
using System.Numerics;
using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Mpi.Exchanges;
using Talpa.Ranks;
using Talpa.Training.Exact;

namespace Talpa.Mpi.Planning;

/// <summary>Measures how fast ranks compute the blocks of the exact softmax, all of them at once.</summary>
internal static class ArithmeticMeasurement
{
    private const int BlockSize = 192;
    private const int WordsOfTile = 672;
    private const int MinTiles = 8;
    private const int Rounds = 4;

    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(0.2);

    /// <summary>Measures; all ranks call it. It takes about a second.</summary>
    /// <param name="group">The ranks.</param>
    /// <param name="dimension">Numbers in a vector.</param>
    /// <param name="threads">Threads of this rank.</param>
    /// <returns>Floating-point operations a second on the slowest rank: 6 · block · words · dimension for each block.</returns>
    public static double Take(IRankGroup group, int dimension, int threads)
    {
        int words = Math.Max(MinTiles, (int)BitOperations.RoundUpToPowerOf2((uint)threads)) * WordsOfTile;
        using CoOccurrenceCounts counts = OnePairEach(words);
        using var team = new TileTeam(threads);
        var ranks = RankedTiles.Alone(words);
        var tiles = new OutputTiles(ranks.Own, dimension);
        var block = new CentreBlock(BlockSize, tiles, ranks);
        var step = new ExactStep(tiles, ranks, block, new OutputAdam(tiles), team);
        block.Load([.. Enumerable.Range(0, BlockSize)], new PaddedMatrix(words, dimension), counts, Enumerable.Repeat(1f, words).ToArray());
        double best = 0;
        for (int round = 0; round < Rounds; round++)
        {
            // The first rounds are slower: the code is still being compiled.
            group.Barrier();
            best = Math.Max(best, BlocksPerSecond(step));
        }

        return RankNumbers.Gather(group, (long)(best * 6 * BlockSize * words * dimension)).Min();
    }

    private static double BlocksPerSecond(ExactStep step)
    {
        long start = Stopwatch.GetTimestamp();
        int blocks = 0;
        do
        {
            blocks++;
            step.Run(new ColumnRates(OutputAdam.Rate(0.01, blocks), int.MaxValue, default), new Prior(8, 1e-3f));
        }
        while (Stopwatch.GetElapsedTime(start) < RoundTime);
        return blocks / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Counts in which each word has a pair, but none is listed: what is listed takes little of a training's time.</summary>
    private static CoOccurrenceCounts OnePairEach(int words)
    {
        string[] names = [.. Enumerable.Range(0, words).Select(word => $"w{word}")];
        double[] totals = [.. Enumerable.Repeat(1.0, words)];
        return new CoOccurrenceCounts(new Vocabulary(names, Enumerable.Repeat(1L, words)), new RowStore(words, Path.GetTempPath(), memoryLimit: 0), totals);
    }
}
