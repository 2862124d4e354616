using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>
/// What one worker has done. Only that worker adds, so that nothing is lost between threads (a loss shared by all workers is what peers
/// get wrong), and a reader sees the numbers of one moment. The lock is taken once a sentence and hardly ever met.
/// </summary>
internal sealed class WorkerCounters : IResumable
{
    private readonly Lock _gate = new();
    private WorkerCount _count;

    /// <summary>The numbers now.</summary>
    public WorkerCount Read()
    {
        lock (_gate)
        {
            return _count;
        }
    }

    /// <summary>Adds a sentence's part.</summary>
    public void Add(int epoch, long tokens, long predictions, double loss)
    {
        lock (_gate)
        {
            _count = new WorkerCount(epoch, _count.Tokens + tokens, _count.Predictions + predictions, _count.Loss + loss);
        }
    }

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        lock (_gate)
        {
            carrier.Carry(new Span<WorkerCount>(ref _count));
            if (_count is not { Epoch: >= 0, Tokens: >= 0, Predictions: >= 0 })
            {
                throw new ArgumentException("Less than nothing can't have been learned.");
            }
        }
    }
}
