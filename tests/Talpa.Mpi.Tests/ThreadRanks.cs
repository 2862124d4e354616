using System.Runtime.ExceptionServices;
using Talpa.Ranks;

namespace Talpa.Mpi.Tests;

/// <summary>Ranks that are threads of the test's process: each runs the same code with a group of its own.</summary>
internal sealed class ThreadRanks : IDisposable
{
    private readonly Barrier _barrier;
    private readonly byte[][] _sent;
    private readonly int[][] _lengths;
    private volatile bool _hasFailed;

    private ThreadRanks(int count)
    {
        _barrier = new Barrier(count);
        _sent = new byte[count][];
        _lengths = new int[count][];
    }

    /// <summary>Runs code on some ranks at once and returns their results by rank. The first exception is passed on.</summary>
    public static T[] Run<T>(int count, Func<IRankGroup, T> code)
    {
        using var ranks = new ThreadRanks(count);
        var results = new T[count];
        Exception? fault = null;
        Thread[] threads = [.. Enumerable.Range(0, count).Select(rank => new Thread(() => RunOne(rank)))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        if (fault is not null)
        {
            ExceptionDispatchInfo.Throw(fault);
        }

        return results;

        void RunOne(int rank)
        {
            try
            {
                results[rank] = code(new Member(ranks, rank));
            }
            catch (Exception each)
            {
                Interlocked.CompareExchange(ref fault, each, null);
                ranks._hasFailed = true;
            }
            finally
            {
                // The others would wait for it for ever.
                ranks._barrier.RemoveParticipant();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _barrier.Dispose();

    private sealed class Member(ThreadRanks ranks, int rank) : IRankGroup
    {
        public int Rank => rank;

        public int Count => ranks._sent.Length;

        public long BytesSent { get; private set; }

        public void AllGather(ReadOnlySpan<byte> own, Span<byte> all, ReadOnlySpan<int> lengths)
        {
            Assert.Equal(lengths[rank], own.Length);
            Share(own, []);
            BytesSent += (long)own.Length * (Count - 1);
            int end = 0;
            for (int other = 0; other < Count; other++)
            {
                Assert.Equal(lengths[other], ranks._sent[other].Length);
                ranks._sent[other].CopyTo(all[end..]);
                end += lengths[other];
            }

            Barrier();
        }

        public void AllToAll(ReadOnlySpan<byte> sent, ReadOnlySpan<int> sentLengths, Span<byte> received, ReadOnlySpan<int> receivedLengths)
        {
            Share(sent, sentLengths);
            int end = 0;
            for (int other = 0; other < Count; other++)
            {
                int[] lengths = ranks._lengths[other];
                Assert.Equal(receivedLengths[other], lengths[rank]);
                ranks._sent[other].AsSpan(lengths.AsSpan(0, rank).ToArray().Sum(), lengths[rank]).CopyTo(received[end..]);
                end += lengths[rank];
                BytesSent += other == rank ? 0 : sentLengths[other];
            }

            Barrier();
        }

        public void Broadcast(Span<byte> bytes, int root)
        {
            Share(rank == root ? bytes : [], []);
            Assert.Equal(ranks._sent[root].Length, bytes.Length);
            ranks._sent[root].CopyTo(bytes);
            BytesSent += rank == root ? (long)bytes.Length * (Count - 1) : 0;
            Barrier();
        }

        public void Barrier()
        {
            if (!ranks._barrier.SignalAndWait(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken) || ranks._hasFailed)
            {
                throw new InvalidOperationException("Another rank has failed.");
            }
        }

        private void Share(ReadOnlySpan<byte> bytes, ReadOnlySpan<int> lengths)
        {
            ranks._sent[rank] = bytes.ToArray();
            ranks._lengths[rank] = lengths.ToArray();
            Barrier();
        }
    }
}
