using System.Runtime.InteropServices;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training.Schedules;

/// <summary>
/// A table and the replicas of it from which the shards learn, one for each, so that no two threads write to the same memory. Now and then a row of the table
/// takes what its replicas have learned, and the replicas take the row:
/// <code>
/// row += f · Σ (replica − row),   f = g(Σ n) / Σ g(n),   g(n) = ρn / (1 + ρn),   replica = row
/// </code>
/// where n estimates how often the shard used the row, from some of its batches (<see cref="TakeUses"/>). After n steps a row has covered about the fraction g(n) of its distance to the
/// optimum (of a quadratic loss), and after the steps of all shards, one after the other, g(Σ n) of it. So rows used rarely take the sum of the
/// changes, rows used often their mean: the plain sum would cover the same distance several times, and the vectors of the most frequent words
/// would diverge. The sum is in the order of a <see cref="PairwiseTree"/>, so that neither threads nor ranks have an influence on it.
/// </summary>
internal sealed class Replicas
{
    /// <summary>Rows that a thread merges before it leaves the next ones to another thread.</summary>
    private const int Block = 16;

    /// <summary>Bytes of rows that ranks exchange at a time.</summary>
    private const int BandBytes = 8 << 20;

    /// <summary>Of so many batches the rows of one are counted: counting all would take an eighth of the time of learning.</summary>
    public const int CountedOneOf = 8;

    private readonly PaddedMatrix _table;
    private readonly int _groupSize;
    private readonly float _curvature;
    private readonly TableAnchors? _anchors;
    private readonly ShardShare _share;
    private readonly PaddedMatrix[] _replicas;
    private readonly int[][] _uses;

    /// <summary>Makes the replicas.</summary>
    /// <param name="table">The table. In each of its groups the rows that are used most come first.</param>
    /// <param name="firstGroup">Rows of the first group; the others are a second one: those of n-grams behind those of words.</param>
    /// <param name="share">The shards; only those of this rank have replicas here.</param>
    /// <param name="curvature">ρ divided by the learning rate, above 0: the second derivative of the loss by a row, for one use of it (<see cref="Architectures.IArchitecture.Curvature"/>).</param>
    /// <param name="anchors">What holds rows of the table; <c>null</c> for nothing.</param>
    public Replicas(PaddedMatrix table, int firstGroup, ShardShare share, float curvature, TableAnchors? anchors = null)
    {
        _anchors = anchors;
        _table = table;
        _groupSize = firstGroup;
        _curvature = curvature;
        _share = share;
        _replicas = [.. Enumerable.Range(0, share.Own).Select(_ => new PaddedMatrix(table.Rows, table.Dimension))];
        _uses = [.. _replicas.Select(_ => new int[table.Rows])];
    }

    /// <summary>The replica of a shard of this rank, from 0 for its first.</summary>
    public PaddedMatrix this[int shard] => _replicas[shard];

    /// <summary>Copies the table to the replica of a shard.</summary>
    public void Load(int shard)
    {
        _table.Padded.CopyTo(_replicas[shard].Padded);
        Array.Clear(_uses[shard]);
    }

    /// <summary>Counts rows that a shard learns from.</summary>
    /// <param name="shard">The shard.</param>
    /// <param name="rows">The rows; each counts as often as it occurs.</param>
    /// <param name="times">How often each occurrence counts: the number of batches for which this one stands, 1 or more.</param>
    public void Count(int shard, ReadOnlySpan<int> rows, int times)
    {
        int[] uses = _uses[shard];
        foreach (int row in rows)
        {
            uses[row] += times;
        }
    }

    /// <summary>Merges one part of the first rows of each group.</summary>
    /// <param name="part">0 to <paramref name="parts"/> − 1.</param>
    /// <param name="parts">Into how many parts the rows are divided; does not change what comes out.</param>
    /// <param name="rows">How many rows of each group to merge; all where it has fewer.</param>
    /// <param name="rate">The learning rate.</param>
    public void Merge(int part, int parts, int rows, float rate)
    {
        float rho = RhoOf(rate);
        MergeGroup(part, parts, 0, Math.Min(rows, _groupSize), rho);
        MergeGroup(part, parts, _groupSize, (int)Math.Min((long)_groupSize + rows, _table.Rows), rho);
    }

    private void MergeGroup(int part, int parts, int start, int end, float rho)
    {
        for (int first = start + (part * Block); first < end; first += parts * Block)
        {
            for (int row = first; row < Math.Min(first + Block, end); row++)
            {
                MergeRow(row, rho);
            }
        }
    }

    private void MergeRow(int row, float rho)
    {
        // Where all shards draw a row back, the sum of what they did would draw it far beyond: hence the stiffness.
        var factor = new MergeFactor(rho * (_anchors?.Stiffness(row) ?? 1));
        for (int shard = 0; shard < _replicas.Length; shard++)
        {
            factor.Add(TakeUses(_uses[shard], _replicas[shard], _table, row, _share.Count));
        }

        if (factor.IsUsed)
        {
            Rows.Merge(_table, _replicas, row, factor.Value);
        }
    }

    /// <summary>
    /// The estimate of how often a shard used a row since the last merge, for the factor; counting starts anew. A row that is in no batch that was counted may be in another. Up to
    /// <see cref="ShardsForText.UsualShards"/> shards one use is added to the counted ones. With more, the added uses would be most of Σ n for rare words, and their rows would take the mean of changes of
    /// which most are zero: there a row that the shard has not changed has no use, and one that it has changed at least one.
    /// </summary>
    /// <param name="uses">The counted uses of each row of the shard; those of this row are cleared.</param>
    /// <param name="replica">The shard's replica of the table.</param>
    /// <param name="table">The table.</param>
    /// <param name="row">The row.</param>
    /// <param name="shards">Number of shards of the training.</param>
    public static int TakeUses(int[] uses, PaddedMatrix replica, PaddedMatrix table, int row, int shards)
    {
        int counted = uses[row];
        uses[row] = 0;
        if (shards <= ShardsForText.UsualShards)
        {
            return counted + 1;
        }

        bool isChanged = !MemoryMarshal.AsBytes(replica.PaddedRow(row)).SequenceEqual(MemoryMarshal.AsBytes(table.PaddedRow(row)));
        return isChanged ? Math.Max(counted, 1) : 0;
    }

    /// <summary>Merges the first rows of each group where other ranks have shards too. All ranks call it together, each from one thread.</summary>
    /// <param name="rows">How many rows of each group to merge; all where it has fewer.</param>
    /// <param name="rate">The learning rate.</param>
    public void MergeAcross(int rows, float rate)
    {
        float rho = RhoOf(rate);
        MergeAcross(0, Math.Min(rows, _groupSize), rho);
        MergeAcross(_groupSize, (int)Math.Min((long)_groupSize + rows, _table.Rows), rho);
    }

    private void MergeAcross(int start, int end, float rho)
    {
        int band = Math.Max(_share.Group.Count, BandBytes / sizeof(float) / _table.Stride);
        for (int first = start; first < end; first += band)
        {
            new MergedBand(_share, _table, _replicas, _uses, first, Math.Min(band, end - first)).Merge(row => new MergeFactor(rho * (_anchors?.Stiffness(row) ?? 1)));
        }
    }

    /// <summary>Not zero, so that a rate of zero is no division by zero.</summary>
    private float RhoOf(float rate) => Math.Max(_curvature * rate, 1e-9f);
}
