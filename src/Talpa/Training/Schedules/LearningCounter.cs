using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// Counts what one thread has done. Only that thread adds, so that nothing is lost between threads (peers lose part of a loss that all threads share), and
/// a reader gets numbers that belong together. The lock is taken once a batch and hardly ever contended.
/// </summary>
internal sealed class LearningCounter : IResumable
{
    private readonly Lock _gate = new();
    private LearningTotals _count;

    /// <summary>The numbers now.</summary>
    public LearningTotals Read()
    {
        lock (_gate)
        {
            return _count;
        }
    }

    /// <summary>Adds a batch.</summary>
    public void Add(int epoch, long tokens, long predictions, double loss)
    {
        lock (_gate)
        {
            _count = new LearningTotals(epoch, _count.Tokens + tokens, _count.Predictions + predictions, _count.Loss + loss);
        }
    }

    /// <summary>Takes over the numbers of a counter of another process.</summary>
    public void Set(LearningTotals totals)
    {
        lock (_gate)
        {
            _count = totals;
        }
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        lock (_gate)
        {
            archive.Exchange(new Span<LearningTotals>(ref _count));
            if (_count is not { Epoch: >= 0, Tokens: >= 0, Predictions: >= 0 })
            {
                throw new ArgumentException("A count in the checkpoint is negative.");
            }
        }
    }
}
