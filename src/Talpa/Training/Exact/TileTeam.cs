using System.Runtime.ExceptionServices;

namespace Talpa.Training.Exact;

/// <summary>
/// Threads that do many small rounds of work together. A round is a number of tiles; whoever is free takes the next. The caller's thread
/// is one of them. Nothing may depend on who does which.
/// </summary>
internal sealed class TileTeam : IDisposable
{
    private readonly Barrier _barrier;
    private readonly Thread[] _helpers;
    private Action<int, int> _work = (_, _) => { };
    private ExceptionDispatchInfo? _fault;
    private int _tiles;
    private int _next;
    private bool _ended;

    public TileTeam(int threads)
    {
        Threads = threads;
        _barrier = new Barrier(threads);
        _helpers = [.. Enumerable.Range(1, threads - 1).Select(i => new Thread(() => Help(i)) { IsBackground = true, Name = $"Talpa sweep {i}" })];
        int started = 0;
        try
        {
            for (; started < _helpers.Length; started++)
            {
                _helpers[started].Start();
            }
        }
        catch
        {
            // The system gives no more threads. Those that run already wait at the barrier: they are let go.
            _barrier.RemoveParticipants(_helpers.Length - started);
            _ended = true;
            _barrier.SignalAndWait();
            throw;
        }
    }

    /// <summary>The number of threads.</summary>
    public int Threads { get; }

    /// <summary>Does a round and returns when all of it is done.</summary>
    /// <param name="tiles">How many tiles there are.</param>
    /// <param name="work">What to do, given the tile and the thread, from 0.</param>
    public void Run(int tiles, Action<int, int> work)
    {
        _work = work;
        _tiles = tiles;
        _next = 0;
        _barrier.SignalAndWait();
        TakeTiles(0);
        _barrier.SignalAndWait();
        Interlocked.Exchange(ref _fault, null)?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ended = true;
        _barrier.SignalAndWait();
        foreach (Thread helper in _helpers)
        {
            helper.Join();
        }

        _barrier.Dispose();
    }

    private void Help(int thread)
    {
        while (true)
        {
            _barrier.SignalAndWait();
            if (_ended)
            {
                return;
            }

            TakeTiles(thread);
            _barrier.SignalAndWait();
        }
    }

    private void TakeTiles(int thread)
    {
        try
        {
            for (int tile = Interlocked.Increment(ref _next) - 1; tile < _tiles; tile = Interlocked.Increment(ref _next) - 1)
            {
                _work(tile, thread);
            }
        }
        catch (Exception fault) // whatever it is, it must reach the owner's thread instead of ending the process
        {
            Interlocked.CompareExchange(ref _fault, ExceptionDispatchInfo.Capture(fault), null);
        }
    }
}
