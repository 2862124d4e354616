using System.Collections.Concurrent;

namespace Talpa.Text;

/// <summary>
/// Counts the words of batches in the order they come and stores their numbers: on a thread of its own from the second batch on, so that a text
/// is split while it is counted, or on the caller's. There is one counter, so numbers and memory are the same either way.
/// </summary>
internal sealed class WordCounting(IdStore ids, bool onOwnThread, int maxWords) : IDisposable
{
    private const int BatchesWaiting = 4;

    private readonly BlockingCollection<TokenBatch> _full = new(BatchesWaiting);
    private readonly ConcurrentBag<TokenBatch> _empty = [];
    private Thread? _thread;
    private bool _exchangedBefore;
    private volatile Exception? _fault;

    /// <summary>The words counted so far. Only their number may be asked while batches are under way.</summary>
    public WordCounter Words { get; } = new(maxWords);

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

        if (_thread is null)
        {
            _thread = new Thread(CountAll) { IsBackground = true, Name = "Talpa word counter" };
            _thread.Start();
        }

        ThrowFault();
        _full.Add(batch);
        return _empty.TryTake(out TokenBatch? empty) ? empty : new TokenBatch();
    }

    /// <summary>Counts the last batch and waits until all are counted.</summary>
    /// <exception cref="UnusableInputException">The numbers can't be stored.</exception>
    public void Complete(TokenBatch last)
    {
        EndThread();
        ThrowFault();
        last.CountInto(Words, ids);
        ids.Complete();
    }

    public void Dispose()
    {
        EndThread();
        _full.Dispose();
    }

    private void EndThread()
    {
        _full.CompleteAdding();
        _thread?.Join();
        _thread = null;
    }

    private void CountAll()
    {
        foreach (TokenBatch batch in _full.GetConsumingEnumerable())
        {
            // After a fault the rest is thrown away, so that the other side does not wait until it hears of it.
            if (_fault is null)
            {
                Count(batch);
            }

            _empty.Add(batch);
        }
    }

    private void Count(TokenBatch batch)
    {
        try
        {
            batch.CountInto(Words, ids);
        }
        catch (Exception fault) // whatever it is, it must reach the owner's thread instead of ending the process
        {
            _fault = fault;
        }
    }

    private void ThrowFault()
    {
        if (_fault is { } fault)
        {
            throw fault is TalpaException or OutOfMemoryException ? fault : new InvalidOperationException(fault.Message, fault);
        }
    }
}
