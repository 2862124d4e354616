using System.Runtime.CompilerServices;
using Talpa.Threading;

namespace Talpa.Text;

/// <summary>
/// Counts the pairs of words that may be phrases: two words that follow one another in a sentence, with any connectors between. Each pair belongs to one of
/// 64 shards by its hash. A thread reads the whole text and counts the pairs of its shards, so that no two threads write to the same table, and what is
/// counted and pruned does not depend on their number.
/// </summary>
internal sealed class PairCounts
{
    private const int ShardBits = 6;

    /// <summary>A shorter text is counted faster by one thread.</summary>
    private const int ShortText = 1 << 16;

    private readonly PairShard[] _shards = new PairShard[1 << ShardBits];
    private readonly ConnectorSequences _sequences;

    private PairCounts(ConnectorSequences sequences, int maxPairs)
    {
        _sequences = sequences;
        for (int shard = 0; shard < _shards.Length; shard++)
        {
            _shards[shard] = new PairShard(Math.Max(1, maxPairs >> ShardBits));
        }
    }

    /// <summary>Different pairs, without those pruned.</summary>
    public long Count => _shards.Sum(shard => (long)shard.Count);

    /// <summary>The tables.</summary>
    public IReadOnlyList<PairShard> Shards => _shards;

    /// <summary>Counts the pairs of a text.</summary>
    /// <param name="ids">The text as numbers.</param>
    /// <param name="sequences">The connectors, with all sequences of the text.</param>
    /// <param name="maxPairs">The most pairs to keep.</param>
    /// <param name="threads">Threads that count, 1 or more.</param>
    /// <param name="cancellationToken">Ends the counting.</param>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static PairCounts Of(IdStore ids, ConnectorSequences sequences, int maxPairs, int threads, CancellationToken cancellationToken)
    {
        var counts = new PairCounts(sequences, maxPairs);
        int counters = ids.Length < ShortText ? 1 : Math.Min(threads, counts._shards.Length);
        if (counters == 1)
        {
            counts.CountShards(ids, 0, 1, cancellationToken);
        }
        else
        {
            using var team = new ThreadTeam(counters, "pair counter", (_, thread, stop) => counts.CountShards(ids, thread, counters, stop), cancellationToken);
            team.Wait(Timeout.InfiniteTimeSpan);
        }

        cancellationToken.ThrowIfCancellationRequested();
        return counts;
    }

    /// <summary>A pair's count; 0 where it was not counted or was pruned.</summary>
    public long CountOf(int first, int between, int last)
    {
        ulong pair = PairOf(first, last);
        ulong hash = PairShard.HashOf(pair, between);
        return _shards[hash >> (64 - ShardBits)].CountOf(pair, between, hash);
    }

    /// <summary>Two numbers as one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static ulong PairOf(int first, int last) => ((ulong)(uint)first << 32) | (uint)last;

    private void CountShards(IdStore ids, int thread, int threads, CancellationToken stop)
    {
        var waiting = new PairBatch(_shards, [.. Enumerable.Range(0, _shards.Length).Select(shard => shard % threads == thread)]);
        var blocks = new SentenceBlocks(ids);
        while (!stop.IsCancellationRequested && blocks.TryRead(out Span<int> block))
        {
            if (_sequences.IsEmpty)
            {
                AddNeighbours(block, waiting);
            }
            else
            {
                AddAcrossConnectors(block, waiting);
            }
        }

        waiting.Count();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNeighbours(ReadOnlySpan<int> block, PairBatch waiting)
    {
        int first = WordId.SentenceEnd.Value;
        foreach (int number in block)
        {
            if ((first | number) >= 0)
            {
                waiting.Add(PairOf(first, number), ConnectorSequences.Empty);
            }

            first = number;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddAcrossConnectors(ReadOnlySpan<int> block, PairBatch waiting)
    {
        int first = WordId.SentenceEnd.Value;
        int between = ConnectorSequences.Empty;
        foreach (int number in block)
        {
            int connector = _sequences.IndexOf(number);
            if (connector >= 0)
            {
                between = _sequences.Next(between, connector);
                continue;
            }

            if ((first | number | between) >= 0)
            {
                waiting.Add(PairOf(first, number), between);
            }

            first = number;
            between = ConnectorSequences.Empty;
        }
    }

    /// <summary>Pairs that wait to be counted, so that their slots are fetched meanwhile.</summary>
    private sealed class PairBatch(PairShard[] shards, bool[] isCounted)
    {
        private const int Length = 1 << 12;
        private const int LookAhead = 16;

        private readonly ulong[] _pairs = new ulong[Length];
        private readonly ulong[] _hashes = new ulong[Length];
        private readonly int[] _between = new int[Length];
        private int _used;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add(ulong pair, int between)
        {
            ulong hash = PairShard.HashOf(pair, between);

            // Written in any case, and overwritten where the pair is another thread's: a branch here would often be mispredicted.
            int at = _used;
            _pairs[at] = pair;
            _hashes[at] = hash;
            _between[at] = between;
            _used = at + (isCounted[hash >> (64 - ShardBits)] ? 1 : 0);
            if (_used == Length)
            {
                Count();
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Count()
        {
            for (int i = 0; i < _used; i++)
            {
                if (i + LookAhead < _used)
                {
                    ulong ahead = _hashes[i + LookAhead];
                    shards[ahead >> (64 - ShardBits)].Prefetch(ahead);
                }

                ulong hash = _hashes[i];
                shards[hash >> (64 - ShardBits)].Add(_pairs[i], _between[i], hash);
            }

            _used = 0;
        }
    }
}
