namespace Talpa.Training;

/// <summary>The threads of one training: started together, ended together, a fault in one ends all and is handed to the owner.</summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CountdownEvent _running;
    private readonly Thread[] _threads;
    private Exception? _fault;

    /// <summary>Starts a thread for each worker.</summary>
    public WorkerTeam(IReadOnlyList<IWorker> workers, CancellationToken cancellationToken)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _running = new CountdownEvent(workers.Count);
        _threads = [.. workers.Select((worker, i) => new Thread(() => Work(worker)) { IsBackground = true, Name = $"Talpa worker {i}" })];
        try
        {
            Array.ForEach(_threads, thread => thread.Start());
        }
        catch
        {
            // The system gives no more threads. Those that run already must not go on behind the back of whoever is told.
            Stop();
            _running.Dispose();
            _stop.Dispose();
            throw;
        }
    }

    /// <summary>Waits until all are done or the time is over.</summary>
    /// <returns>Whether all are done.</returns>
    /// <exception cref="UnusableInputException">A worker could not read the corpus.</exception>
    public bool Wait(TimeSpan time)
    {
        bool done = _running.Wait(time);
        if (done && _fault is not null)
        {
            throw _fault is TalpaException or OutOfMemoryException ? _fault : new InvalidOperationException(_fault.Message, _fault);
        }

        return done;
    }

    /// <summary>Ends all threads and waits for them.</summary>
    public void Stop()
    {
        _stop.Cancel();
        foreach (Thread thread in _threads.Where(thread => !thread.ThreadState.HasFlag(System.Threading.ThreadState.Unstarted)))
        {
            thread.Join();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _running.Dispose();
        _stop.Dispose();
    }

    private void Work(IWorker worker)
    {
        try
        {
            worker.Run(_stop.Token);
        }
        catch (Exception fault) // whatever it is, it must reach the owner's thread instead of ending the process
        {
            Interlocked.CompareExchange(ref _fault, fault, null);
            _stop.Cancel();
        }
        finally
        {
            _running.Signal();
        }
    }
}
