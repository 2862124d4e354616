using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>
/// One of the logical learners of a training. In a round any thread may do its part; what it does is the same. It learns from replicas of the tables that no
/// other shard uses.
/// </summary>
internal sealed class Shard
{
    private readonly int _number;
    private readonly IBatchPlanner _planner;
    private readonly IBatchLearner _learner;
    private readonly Replicas _input;
    private readonly Replicas _output;
    private readonly long _seed;
    private readonly Batch _batch;

    /// <summary>Makes a shard.</summary>
    /// <param name="number">Which of the replicas are its own, from 0.</param>
    /// <param name="planner">Plans batches; of this shard alone.</param>
    /// <param name="learner">Learns batches on the shard's replicas; of this shard alone.</param>
    /// <param name="input">The replicas of the input table.</param>
    /// <param name="output">The replicas of the output table.</param>
    /// <param name="seed">The training's seed.</param>
    public Shard(int number, IBatchPlanner planner, IBatchLearner learner, Replicas input, Replicas output, long seed)
    {
        _number = number;
        _planner = planner;
        _learner = learner;
        _input = input;
        _output = output;
        _seed = seed;
        _batch = planner.NewBatch(Batch.Tokens);
    }

    /// <summary>What it has done: losses are added up in the same order for any number of threads.</summary>
    public LearningCounter Counter { get; } = new();

    /// <summary>Copies the tables to the shard's replicas.</summary>
    public void Load()
    {
        _input.Load(_number);
        _output.Load(_number);
    }

    /// <summary>Learns a range, batch after batch.</summary>
    /// <param name="range">The range.</param>
    /// <param name="chunk">The ids of its chunk.</param>
    /// <param name="learningRate">The schedule of the learning rate.</param>
    public void Learn(RoundRange range, ReadOnlySpan<WordId> chunk, LearningRate learningRate)
    {
        SplitMix64 random = SplitMix64.For(_seed, range.Epoch, range.Number);
        ReadOnlySpan<WordId> upToEnd = chunk[..(range.Text.Start + range.Text.Length)];
        long tokens = range.TokensBefore;
        int batch = 0;
        for (int start = range.Text.Start; start < upToEnd.Length;)
        {
            TextRange text = TextRange.Cut(upToEnd, start, Batch.Tokens);
            _planner.Plan(_batch, chunk, text, (float)learningRate.After(tokens), ref random);
            if (batch++ % Replicas.CountedOneOf == 0)
            {
                Count(range.Text.Tokens - (tokens - range.TokensBefore));
            }

            (long predictions, double loss) = _learner.Learn(_batch);
            Counter.Add(range.Epoch, text.Tokens, predictions, loss);
            start += text.Length;
            tokens += text.Tokens;
        }
    }

    /// <summary>Counts the rows of the batch for it and the batches after it that are not counted, of which the range may have fewer.</summary>
    /// <param name="tokensLeft">Tokens of the range from this batch on.</param>
    private void Count(long tokensLeft)
    {
        long batchesLeft = (tokensLeft + Batch.Tokens - 1) / Batch.Tokens;
        int times = (int)Math.Clamp(batchesLeft, 1, Replicas.CountedOneOf);
        _output.Count(_number, _batch.OutputRows, times);
        if (_batch.Composed is not { } composed)
        {
            _input.Count(_number, _batch.InputRows, times);
            return;
        }

        for (int word = 0; word < composed.Count; word++)
        {
            _input.Count(_number, composed.RowsOf(word), times * composed.UsesOf(word));
        }
    }
}
