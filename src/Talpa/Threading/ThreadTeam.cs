using System.Runtime.ExceptionServices;

namespace Talpa.Threading;

/// <summary>
/// Threads that run one body and end together. The first fault in any of them cancels the token of all, releases threads that wait in
/// <see cref="Meet"/> and is rethrown to the owner. One thread owns the team: it creates it, waits for it and disposes of it.
/// </summary>
internal sealed class ThreadTeam : IDisposable
{
    private readonly CancellationTokenSource _stop;
    private readonly CountdownEvent _running;
    private readonly Barrier _barrier;
    private readonly Thread[] _threads;
    private readonly int _started;
    private Action? _lastOne;
    private Exception? _fault;
    private bool _ownerTakesPart;

    /// <summary>Creates a team and starts its threads.</summary>
    /// <param name="threads">Number of threads; may be 0 if the owner takes part.</param>
    /// <param name="name">Thread i is named "Talpa {name} {i}".</param>
    /// <param name="body">
    /// What each thread runs: given the team, the thread's index from 0, and a token that is cancelled by <paramref name="stop"/>,
    /// by <see cref="Stop"/> and by a fault in another thread. A thread may return, or throw an <see cref="OperationCanceledException"/>,
    /// once the token is cancelled; neither is a fault.
    /// </param>
    /// <param name="stop">Cancels the token of all threads.</param>
    /// <param name="ownerTakesPart">Whether the owner's thread meets with the others, in <see cref="TakePart"/>.</param>
    /// <param name="start">How a thread is started, if not by <see cref="Thread.Start()"/>. For tests of a system that refuses threads.</param>
    /// <exception cref="OutOfMemoryException">The system refuses a thread. Those already started have ended.</exception>
    public ThreadTeam(
        int threads,
        string name,
        Action<ThreadTeam, int, CancellationToken> body,
        CancellationToken stop,
        bool ownerTakesPart = false,
        Action<Thread>? start = null)
    {
        _ownerTakesPart = ownerTakesPart;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Stopping = _stop.Token;
        _running = new CountdownEvent(threads);
        _barrier = new Barrier(threads + (ownerTakesPart ? 1 : 0), _ => RunLastOne());
        _threads = [.. Enumerable.Range(0, threads).Select(i => new Thread(() => Run(body, i)) { IsBackground = true, Name = $"Talpa {name} {i}" })];
        try
        {
            for (; _started < threads; _started++)
            {
                (start ?? (thread => thread.Start()))(_threads[_started]);
            }
        }
        catch (Exception refusal)
        {
            // The threads already started must not wait for those that will never come.
            Fail(refusal);
            _barrier.RemoveParticipants(threads - _started);
            Dispose();
            throw;
        }
    }

    /// <summary>The token that the bodies get.</summary>
    public CancellationToken Stopping { get; }

    /// <summary>Waits until all threads have ended or the time is over. For the owner.</summary>
    /// <param name="time">The longest time to wait, or <see cref="Timeout.InfiniteTimeSpan"/>.</param>
    /// <returns>Whether all threads have ended.</returns>
    /// <exception cref="TalpaException">Thrown by a thread; so is <see cref="OutOfMemoryException"/>.</exception>
    /// <exception cref="InvalidOperationException">A thread threw any other exception, which is the inner one.</exception>
    public bool Wait(TimeSpan time)
    {
        bool ended = _running.Wait(time);
        if (ended)
        {
            ThrowFault();
        }

        return ended;
    }

    /// <summary>Does the owner's part of the work on the owner's thread; it may meet with the other threads.</summary>
    /// <param name="part">The owner's part. A fault in it is a fault of the team.</param>
    /// <exception cref="TalpaException">Thrown by any thread of the team; so is <see cref="OutOfMemoryException"/>.</exception>
    /// <exception cref="InvalidOperationException">A thread threw any other exception, which is the inner one.</exception>
    public void TakePart(Action part)
    {
        try
        {
            part();
        }
        catch (Exception fault)
        {
            Fail(fault);
        }

        ThrowFault();
    }

    /// <summary>
    /// Waits until all threads of the team have come here or have ended. Cancellation alone releases no thread, so that threads can agree on
    /// where they stop: a body that has a cancelled token must come here once more or end.
    /// </summary>
    /// <param name="lastOne">
    /// Runs once, on any of the threads, when all have come and before any is released. All threads that pass an action pass the same one.
    /// A fault in it is a fault of the team.
    /// </param>
    /// <exception cref="OperationCanceledException">There was a fault in a thread of the team; the body must end.</exception>
    public void Meet(Action? lastOne = null)
    {
        if (lastOne is not null)
        {
            _lastOne = lastOne;
        }

        _barrier.SignalAndWait(CancellationToken.None);
        if (_fault is not null)
        {
            throw new OperationCanceledException("Another thread of the team has failed.", Stopping);
        }
    }

    /// <summary>Cancels the token of all threads and waits until they have ended. For the owner.</summary>
    public void Stop()
    {
        _stop.Cancel();
        if (_ownerTakesPart)
        {
            _ownerTakesPart = false;
            _barrier.RemoveParticipant();
        }

        foreach (Thread thread in _threads.AsSpan(0, _started))
        {
            thread.Join();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _barrier.Dispose();
        _running.Dispose();
        _stop.Dispose();
    }

    private void Run(Action<ThreadTeam, int, CancellationToken> body, int thread)
    {
        try
        {
            body(this, thread, Stopping);
        }
        catch (OperationCanceledException) when (Stopping.IsCancellationRequested)
        {
        }
        catch (Exception fault) // every exception must reach the owner's thread instead of ending the process
        {
            Fail(fault);
        }
        finally
        {
            _barrier.RemoveParticipant();
            _running.Signal();
        }
    }

    private void RunLastOne()
    {
        Action? lastOne = _lastOne;
        _lastOne = null;
        if (_fault is not null)
        {
            return;
        }

        try
        {
            lastOne?.Invoke();
        }
        catch (Exception fault)
        {
            Fail(fault);
        }
    }

    private void Fail(Exception fault)
    {
        Interlocked.CompareExchange(ref _fault, fault, null);
        _stop.Cancel();
    }

    private void ThrowFault()
    {
        if (_fault is TalpaException or OutOfMemoryException)
        {
            ExceptionDispatchInfo.Throw(_fault);
        }

        if (_fault is not null)
        {
            throw new InvalidOperationException(_fault.Message, _fault);
        }
    }
}
