using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>One thread's part of a training.</summary>
internal interface IWorker : IResumable
{
    /// <summary>What has been done so far.</summary>
    WorkerCounters Counters { get; }

    /// <summary>Works until nothing is left or it is told to stop; then it stops soon, and run again goes on as if it had not stopped.</summary>
    void Run(CancellationToken cancellationToken);
}
