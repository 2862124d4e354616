using System.Diagnostics;

namespace Talpa.Training;

/// <summary>Looks at the workers of a running training and says how it stands. Starts the clock when made.</summary>
internal sealed class TrainingObserver(IReadOnlyList<IWorker> workers, LearningRate learningRate, long totalTokens)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private WorkerCount _before;
    private double _loss = double.NaN;

    /// <summary>How things stand now; the loss is that since the call before.</summary>
    public TrainingProgress Observe()
    {
        WorkerCount now = workers.Aggregate(default(WorkerCount), (sum, worker) => sum + worker.Counters.Read());
        if (now.Predictions > _before.Predictions)
        {
            _loss = (now.Loss - _before.Loss) / (now.Predictions - _before.Predictions);
        }

        _before = now;
        return new TrainingProgress
        {
            Tokens = now.Tokens,
            TotalTokens = totalTokens,
            Elapsed = Stopwatch.GetElapsedTime(_start),
            Epoch = now.Epoch + 1,
            LearningRate = learningRate.After(now.Tokens),
            Loss = _loss,
            Predictions = now.Predictions,
            MeanLoss = now.Predictions > 0 ? now.Loss / now.Predictions : double.NaN,
        };
    }
}
