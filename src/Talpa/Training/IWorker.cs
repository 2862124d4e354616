namespace Talpa.Training;

/// <summary>One thread's part of a training.</summary>
internal interface IWorker
{
    /// <summary>What has been done so far.</summary>
    WorkerCounters Counters { get; }

    /// <summary>Works until nothing is left or the training is cancelled; then stops soon.</summary>
    void Run(CancellationToken cancellationToken);
}
