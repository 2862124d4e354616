using System.Runtime.ExceptionServices;

namespace Talpa.Mpi.Groups;

/// <summary>The only thread that calls MPI, which allows no other. A caller gives it work and waits until it is done. One caller at a time.</summary>
internal sealed class CommunicationThread : IDisposable
{
    private readonly SemaphoreSlim _given = new(0);
    private readonly SemaphoreSlim _done = new(0);
    private readonly Thread _thread;
    private Action? _work;
    private Exception? _fault;

    /// <summary>Starts the thread.</summary>
    public CommunicationThread()
    {
        // In the background: a rank that fails ends without it.
        _thread = new Thread(Loop) { IsBackground = true, Name = "Talpa communication" };
        _thread.Start();
    }

    /// <summary>Does work on the thread and passes on its exception.</summary>
    public void Run(Action work)
    {
        _work = work;
        _given.Release();
        _done.Wait();
        if (Interlocked.Exchange(ref _fault, null) is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    /// <summary>Ends the thread.</summary>
    public void Dispose()
    {
        _work = null;
        _given.Release();
        _thread.Join();
        _given.Dispose();
        _done.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            _given.Wait();
            if (_work is null)
            {
                return;
            }

            try
            {
                _work();
            }
            catch (Exception fault)
            {
                _fault = fault;
            }

            _done.Release();
        }
    }
}
