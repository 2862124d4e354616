using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// Into how many shards a training is divided, how far each goes before they are merged, and at which rate they learn. All of it follows from the text and the
/// options, never from the machine, because it decides the result. bench/results/shards.md has the trials behind it.
/// </summary>
internal static class ShardsForText
{
    /// <summary>The largest number of shards.</summary>
    public const int MaxShards = 64;

    /// <summary>A shorter text is learned in seconds by one shard.</summary>
    private const long MinTokens = 250_000;

    /// <summary>Shards of a text that is not short.</summary>
    public const int UsualShards = 4;

    /// <summary>The largest number that is chosen: more must be set.</summary>
    private const int MaxChosen = 16;

    /// <summary>s shards, more than <see cref="UsualShards"/>, are chosen from so many tokens times s² on.</summary>
    private const long TokensPerSquaredShards = 1_000_000;

    /// <summary>The largest size of the replicas of all shards, in bytes.</summary>
    private const long MaxReplicaBytes = 16L << 30;

    private const int MinRoundTokens = 256;
    private const int MaxRoundTokens = 16384;

    /// <summary>Rounds of an epoch, if ranges are long enough.</summary>
    private const int RoundsPerEpoch = 100;

    /// <summary>Chooses the number of shards: one for short texts, else 4, 8 from 64 million tokens on, and 16 from 256 million on, halved until the replicas take 16 GiB or less.</summary>
    /// <param name="options">The options; the objective is set.</param>
    /// <param name="vocabulary">The words.</param>
    /// <param name="tokens">Tokens of the text.</param>
    public static int Choose(TrainingOptions options, Vocabulary vocabulary, long tokens)
    {
        if (!options.HasShards || tokens < MinTokens)
        {
            return 1;
        }

        long rows = MemoryEstimate.InputRows(vocabulary, options) + options.ActualObjective.OutputRows(vocabulary);
        long tables = rows * PaddedMatrix.PaddedLength(options.Dimension) * sizeof(float);
        int shards = UsualShards;
        while (shards < MaxChosen && tokens >= TokensPerSquaredShards * (2 * shards) * (2 * shards))
        {
            shards *= 2;
        }

        while (shards > 1 && shards * tables > MaxReplicaBytes)
        {
            shards /= 2;
        }

        return shards;
    }

    /// <summary>The most tokens that a shard learns from in a round.</summary>
    public static int RoundTokens(long tokens, int shards) => (int)Math.Clamp(tokens / ((long)RoundsPerEpoch * shards), MinRoundTokens, MaxRoundTokens);

    /// <summary>
    /// The rate of each shard: √shards times that of a single learner. Merged rows take less than the sum of the changes, so that at the same rate shards
    /// would learn more slowly.
    /// </summary>
    public static LearningRate RateOf(LearningRate single, int shards) => single.Times(Math.Sqrt(shards));
}
