using Talpa.Threading;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// Threads that learn chunks of the text at the same time and share the model without locks (Recht, Ré, Wright, Niu 2011, "Hogwild!"), which is right
/// because two of them rarely change a row at once. With one thread the result repeats.
/// </summary>
/// <param name="queue">The chunks.</param>
/// <param name="workers">A worker for each thread.</param>
internal sealed class FreeRunning(ChunkQueue queue, IReadOnlyList<FreeWorker> workers) : ISchedule
{
    /// <inheritdoc/>
    public int Threads => workers.Count;

    /// <inheritdoc/>
    public IReadOnlyList<LearningCounter> Counters { get; } = [.. workers.Select(worker => worker.Counter)];

    /// <inheritdoc/>
    public void Run(ThreadTeam team, int thread, CancellationToken cancellationToken) => workers[thread].Run(cancellationToken);

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        queue.Exchange(archive);
        foreach (FreeWorker worker in workers)
        {
            worker.Exchange(archive);
        }
    }
}
