namespace Talpa.Training;

/// <summary>One thread's part of a training.</summary>
internal interface IWorker
{
    /// <summary>What has been done so far.</summary>
    WorkerCounters Counters { get; }

    /// <summary>Takes pieces of work until there are none or the training is cancelled; stops within a window.</summary>
    void Run(WorkQueue queue, CancellationToken cancellationToken);
}
