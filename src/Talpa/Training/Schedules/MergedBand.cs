using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Schedules;

/// <summary>
/// Some rows that are merged over several ranks. Each rank sums the changes of its shards and sends each other rank the rows that that one merges; the merged rows go to all. A rank sends about
/// 8 · stride bytes a row, whatever the number of ranks. The bits are those of one rank with all shards, because a rank's shards are a subtree of the tree of all.
/// </summary>
internal sealed class MergedBand
{
    private readonly ShardShare _share;
    private readonly PaddedMatrix _table;
    private readonly PaddedMatrix[] _replicas;
    private readonly int[][] _uses;
    private readonly int _first;
    private readonly int[] _cuts;

    /// <summary>Prepares a band.</summary>
    /// <param name="share">The shards of this rank.</param>
    /// <param name="table">The table.</param>
    /// <param name="replicas">The replica of each shard of this rank.</param>
    /// <param name="uses">How often each of them used each row; cleared.</param>
    /// <param name="first">The first row.</param>
    /// <param name="count">Number of rows.</param>
    public MergedBand(ShardShare share, PaddedMatrix table, PaddedMatrix[] replicas, int[][] uses, int first, int count)
    {
        _share = share;
        _table = table;
        _replicas = replicas;
        _uses = uses;
        _first = first;
        _cuts = [.. Enumerable.Range(0, share.Group.Count + 1).Select(rank => (int)((long)count * rank / share.Group.Count))];
    }

    private int Own => RowsOf(_share.Group.Rank);

    /// <summary>Merges. All ranks call it together.</summary>
    /// <param name="factorOf">The factor of a row, without shards.</param>
    public void Merge(Func<int, MergeFactor> factorOf)
    {
        float[] sums = ExchangeSums();
        int[] uses = ExchangeUses();
        int stride = _table.Stride;
        float[] merged = new float[Own * stride];
        float[] sum = new float[stride];
        float[] scratch = new float[PairwiseTree.ScratchVectors(_share.Group.Count) * stride];
        for (int i = 0; i < Own; i++)
        {
            int row = _first + _cuts[_share.Group.Rank] + i;
            MergeFactor factor = factorOf(row);
            for (int shard = 0; shard < _share.Count; shard++)
            {
                factor.Add(uses[(shard * Own) + i]);
            }

            Span<float> target = merged.AsSpan(i * stride, stride);
            _table.PaddedRow(row).CopyTo(target);
            if (factor.IsUsed)
            {
                PairwiseTree.Sum(sums.AsSpan(i * stride), _share.Group.Count, Own * stride, sum, scratch);
                Rows.AddScaled(target, factor.Value, sum);
            }
        }

        Spread(merged);
    }

    private int RowsOf(int rank) => _cuts[rank + 1] - _cuts[rank];

    /// <summary>The sums of each rank's shards for the rows of this rank, by rank.</summary>
    private float[] ExchangeSums()
    {
        int stride = _table.Stride;
        float[] sent = new float[_cuts[^1] * stride];
        for (int i = 0; i < _cuts[^1]; i++)
        {
            Rows.SumOfDifferences(_table, _replicas, _first + i, sent.AsSpan(i * stride, stride));
        }

        return Exchange(sent, rank => RowsOf(rank) * stride);
    }

    /// <summary>The uses of each shard for the rows of this rank, by shard.</summary>
    private int[] ExchangeUses()
    {
        int[] sent = new int[_cuts[^1] * _share.Own];
        int at = 0;
        for (int rank = 0; rank < _share.Group.Count; rank++)
        {
            for (int shard = 0; shard < _replicas.Length; shard++)
            {
                for (int row = _first + _cuts[rank]; row < _first + _cuts[rank + 1]; row++)
                {
                    sent[at++] = Replicas.TakeUses(_uses[shard], _replicas[shard], _table, row, _share.Count);
                }
            }
        }

        return Exchange(sent, rank => RowsOf(rank) * _share.Own);
    }

    /// <summary>Sends each rank its part, and receives as many numbers from each rank as it sends itself.</summary>
    private T[] Exchange<T>(T[] sent, Func<int, int> countFor)
        where T : unmanaged
    {
        int size = Marshal.SizeOf<T>();
        int ranks = _share.Group.Count;
        int own = countFor(_share.Group.Rank);
        T[] received = new T[own * ranks];
        _share.Group.AllToAll(
            MemoryMarshal.AsBytes(sent.AsSpan()),
            [.. Enumerable.Range(0, ranks).Select(rank => countFor(rank) * size)],
            MemoryMarshal.AsBytes(received.AsSpan()),
            [.. Enumerable.Repeat(own * size, ranks)]);
        return received;
    }

    /// <summary>Gives all ranks the merged rows, and the replicas take them.</summary>
    private void Spread(float[] merged)
    {
        int stride = _table.Stride;
        float[] all = new float[_cuts[^1] * stride];
        _share.Group.AllGather(
            MemoryMarshal.AsBytes(merged.AsSpan()),
            MemoryMarshal.AsBytes(all.AsSpan()),
            [.. Enumerable.Range(0, _share.Group.Count).Select(rank => RowsOf(rank) * stride * sizeof(float))]);
        Span<float> rows = all;
        for (int i = 0; i < _cuts[^1]; i++)
        {
            Span<float> row = rows.Slice(i * stride, stride);
            row.CopyTo(_table.PaddedRow(_first + i));
            foreach (PaddedMatrix replica in _replicas)
            {
                row.CopyTo(replica.PaddedRow(_first + i));
            }
        }
    }
}
