using Talpa.Kernels;
using Talpa.Text;
using Talpa.Training.Batches;

namespace Talpa.Training.Schedules;

/// <summary>
/// One of the fixed number of logical learners. In a round any thread may do its part of a phase; what it does is the same. It keeps two batches, so that
/// one thread can plan the next round while another learns.
/// </summary>
internal sealed class Shard
{
    private readonly IBatchPlanner _planner;
    private readonly IBatchLearner _learner;
    private readonly RowOverlay _input;
    private readonly RowOverlay _output;
    private readonly long _seed;
    private readonly Batch[] _batches;
    private int[] _moves = [];

    /// <summary>Makes a shard with its views of the two tables.</summary>
    public Shard(IBatchPlanner planner, IBatchLearner learner, RowOverlay input, RowOverlay output, long seed)
    {
        _planner = planner;
        _learner = learner;
        _input = input;
        _output = output;
        _seed = seed;
        _batches = [planner.NewBatch(Batch.Tokens), planner.NewBatch(Batch.Tokens)];
    }

    /// <summary>Plans a range, and so determines which rows it changes.</summary>
    /// <param name="range">The range.</param>
    /// <param name="chunk">The ids of its chunk.</param>
    /// <param name="rate">The learning rate.</param>
    /// <param name="side">Where the plan is kept, 0 or 1.</param>
    public void Plan(RoundRange range, ReadOnlySpan<WordId> chunk, float rate, int side)
    {
        Batch batch = _batches[side];

        // Each shard draws from each share of the noise as often as from the others.
        const int Shards = DeterministicRounds.ShardCount;
        int share = (int)((range.Number + (range.Number / Shards)) % Shards);
        SplitMix64 random = SplitMix64.For(_seed, range.Epoch, range.Number);
        _planner.Plan(batch, chunk, range.Text, rate, share, ref random);
        Touch(_input.Touched(side), batch.InputRows);
        Touch(_output.Touched(side), batch.OutputRows);
    }

    /// <summary>Learns what was planned, on rows of its own or private copies.</summary>
    /// <returns>The predictions made and the sum of their losses.</returns>
    public (long Predictions, double Loss) Learn(int side)
    {
        Batch batch = _batches[side];
        _input.CopyShared(side);
        _output.CopyShared(side);
        _input.Resolve(batch.InputRows, MovesOfRows(batch));
        _output.Resolve(batch.OutputRows);
        return _learner.Learn(batch);
    }

    private static void Touch(TouchedRows touched, ReadOnlySpan<int> rows)
    {
        touched.Clear();
        touched.Add(rows);
    }

    /// <summary>How often each input row is moved: as often as the vector of its word.</summary>
    private ReadOnlySpan<int> MovesOfRows(Batch batch)
    {
        if (batch.MaxRowsPerWord == 1)
        {
            return batch.Moves;
        }

        if (_moves.Length < batch.InputRows.Length)
        {
            _moves = new int[batch.InputRows.Length];
        }

        int at = 0;
        for (int position = 0; position < batch.Words.Length; position++)
        {
            int rows = batch.InputRowsOf(position).Length;
            _moves.AsSpan(at, rows).Fill(batch.Moves[position]);
            at += rows;
        }

        return _moves.AsSpan(0, at);
    }
}
