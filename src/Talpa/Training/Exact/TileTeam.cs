using Talpa.Threading;

namespace Talpa.Training.Exact;

/// <summary>
/// Threads that do many small rounds of work together. A round is a number of tiles; each thread takes the next tile when it is free. The
/// caller's thread is one of them. No result may depend on which thread does which tile. After a fault in a round there are no more rounds.
/// </summary>
internal sealed class TileTeam : IDisposable
{
    private readonly ThreadTeam _team;
    private readonly Action _ownPart;
    private Action<int, int> _work = (_, _) => { };
    private int _tiles;
    private int _next;

    public TileTeam(int threads)
    {
        Threads = threads;
        _ownPart = () => DoRound(_team!, 0);
        _team = new ThreadTeam(threads - 1, "sweep", DoRounds, CancellationToken.None, ownerTakesPart: true);
    }

    /// <summary>The number of threads.</summary>
    public int Threads { get; }

    /// <summary>Does a round and returns when all of it is done.</summary>
    /// <param name="tiles">How many tiles there are.</param>
    /// <param name="work">What to do, given the tile and the thread, from 0.</param>
    /// <exception cref="InvalidOperationException">The work failed on any thread, in this round or an earlier one.</exception>
    public void Run(int tiles, Action<int, int> work)
    {
        _work = work;
        _tiles = tiles;
        _next = 0;
        _team.TakePart(_ownPart);
    }

    /// <inheritdoc/>
    public void Dispose() => _team.Dispose();

    private void DoRounds(ThreadTeam team, int helper, CancellationToken stop)
    {
        while (DoRound(team, helper + 1))
        {
        }
    }

    /// <summary>Takes part in a round.</summary>
    /// <returns>Whether there may be another; not when the team is stopped.</returns>
    private bool DoRound(ThreadTeam team, int thread)
    {
        team.Meet();
        if (team.Stopping.IsCancellationRequested)
        {
            return false;
        }

        for (int tile = Interlocked.Increment(ref _next) - 1; tile < _tiles; tile = Interlocked.Increment(ref _next) - 1)
        {
            _work(tile, thread);
        }

        team.Meet();
        return true;
    }
}
