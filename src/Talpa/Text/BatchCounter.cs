using System.Collections.Concurrent;
using Talpa.Threading;

namespace Talpa.Text;

/// <summary>
/// Counts the words of batches in the order they come and stores their numbers: on a thread of its own from the second batch on, so that a text
/// is split while it is counted, or on the caller's. There is one counter, so numbers and memory are the same either way.
/// </summary>
internal sealed class BatchCounter(IdStore ids, bool onOwnThread, WordCounter words) : IDisposable
{
    private const int BatchesWaiting = 4;

    private readonly BlockingCollection<TokenBatch> _full = new(BatchesWaiting);
    private readonly ConcurrentBag<TokenBatch> _empty = [];
    private ThreadTeam? _counter;
    private bool _exchangedBefore;

    /// <summary>The words counted so far. Only their number may be read while batches are being counted.</summary>
    public WordCounter Words { get; } = words;

    /// <summary>Takes a batch to count and hands out an empty one.</summary>
    /// <exception cref="UnusableInputException">The numbers can't be stored.</exception>
    public TokenBatch Exchange(TokenBatch batch)
    {
        if (!onOwnThread || !_exchangedBefore)
        {
            _exchangedBefore = true;
            batch.CountInto(Words, ids);
            return batch;
        }

        _counter ??= new ThreadTeam(1, "word counter", (_, _, stop) => CountAll(stop), CancellationToken.None);
        HandOn(batch, _counter);
        return _empty.TryTake(out TokenBatch? empty) ? empty : new TokenBatch();
    }

    /// <summary>Counts the last batch and waits until all are counted.</summary>
    /// <exception cref="UnusableInputException">The numbers can't be stored.</exception>
    public void Complete(TokenBatch last)
    {
        _full.CompleteAdding();
        _counter?.Wait(Timeout.InfiniteTimeSpan);
        last.CountInto(Words, ids);
        ids.Complete();
    }

    public void Dispose()
    {
        _counter?.Dispose();
        _full.Dispose();
    }

    private void HandOn(TokenBatch batch, ThreadTeam counter)
    {
        try
        {
            _full.Add(batch, counter.Stopping);
        }
        catch (OperationCanceledException)
        {
            // The counting thread has failed: its fault is thrown here.
            counter.Wait(Timeout.InfiniteTimeSpan);
            throw;
        }
    }

    private void CountAll(CancellationToken stop)
    {
        foreach (TokenBatch batch in _full.GetConsumingEnumerable(stop))
        {
            batch.CountInto(Words, ids);
            _empty.Add(batch);
        }
    }
}
