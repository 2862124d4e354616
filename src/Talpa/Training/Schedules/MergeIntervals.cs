namespace Talpa.Training.Schedules;

/// <summary>
/// Which rows are merged after which round. Rows of frequent words lie first in a table and are merged often; a rare one only when several batches have used
/// it, because a merge costs the same for each: the first 256 rows after every round, the first 1,024 after every fourth, the first 4,096 after every
/// sixteenth, all after every 64th and at the end of an epoch. bench/results/shards.md has the trials.
/// </summary>
internal static class MergeIntervals
{
    /// <summary>Rounds until all rows are merged.</summary>
    public const int Cycle = 64;

    private const int AfterEachRound = 256;
    private const int Step = 4;

    /// <summary>How many of the first rows are merged after a round.</summary>
    /// <param name="round">The number of the round, from 1.</param>
    /// <returns>256, 1,024, 4,096 or <see cref="int.MaxValue"/> for all.</returns>
    public static int RowsAfter(long round)
    {
        if (round % Cycle == 0)
        {
            return int.MaxValue;
        }

        int rows = AfterEachRound;
        for (; round % Step == 0; round /= Step)
        {
            rows *= Step;
        }

        return rows;
    }
}
