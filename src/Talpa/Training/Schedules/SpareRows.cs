using Talpa.Inputs;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>How many rows a deterministic training needs behind each table, for the private copies of all shards in the worst case.</summary>
internal static class SpareRows
{
    /// <summary>Spare rows behind the input and the output table.</summary>
    public static (int Input, int Output) For<TInputs>(Vocabulary vocabulary, TrainingOptions options, TInputs inputs)
        where TInputs : struct, IInputRows
    {
        int output = OutputPerShard(options.ActualObjective.OutputRows(vocabulary), options.ActualObjective.MaxRows(vocabulary, options.MaxHidden));
        return (DeterministicRounds.ShardCount * InputPerShard(options.Window, inputs), DeterministicRounds.ShardCount * output);
    }

    /// <summary>Input rows that one shard can change in one round: those of the words of a batch, and of the context beyond its ends.</summary>
    public static int InputPerShard<TInputs>(int window, TInputs inputs)
        where TInputs : struct, IInputRows =>
        PerShard(inputs.TableRows, (Batch.Tokens + (4L * window)) * inputs.MaxRowsPerWord);

    /// <summary>Output rows that one shard can change in one round, when each token involves a given number.</summary>
    public static int OutputPerShard(int outputRows, int rowsPerToken) => PerShard(outputRows, Batch.Tokens * (long)rowsPerToken);

    private static int PerShard(int rows, long changed) => (int)Math.Min(rows, changed);
}
