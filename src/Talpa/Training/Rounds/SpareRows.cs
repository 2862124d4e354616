using Talpa.Objectives;
using Talpa.Text;

namespace Talpa.Training.Rounds;

/// <summary>How many rows a deterministic training needs behind each table, for the private copies of all shards at the worst.</summary>
internal static class SpareRows
{
    /// <summary>Spare rows behind the input and the output table.</summary>
    public static (int Input, int Output) For(Vocabulary vocabulary, TrainingOptions options)
    {
        int asked = options.Objective switch
        {
            Objective.NegativeSampling => options.SampleSets * (1 + options.Negatives),
            Objective.HierarchicalSoftmax => new HuffmanTree(vocabulary).MaxDepth,
            _ => 0,
        };
        int output = EmbeddingModel.OutputRows(vocabulary, options);
        return (RoundSchedule.ShardCount * PerShard(vocabulary.Count, 1), RoundSchedule.ShardCount * PerShard(output, asked));
    }

    /// <summary>Rows that one shard can touch in one round, when each token asks for so many.</summary>
    public static int PerShard(int rows, int asked) => (int)Math.Min(rows, (long)PieceReader.PieceTokens * asked);
}
