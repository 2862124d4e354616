using System.Diagnostics;
using Talpa.Training.Checkpoints;
using Talpa.Training.Schedules;

namespace Talpa.Training;

/// <summary>Reports the state of a training from the counters of its threads. Its clock runs while they work.</summary>
internal sealed class TrainingObserver(IReadOnlyList<LearningCounter> counters, LearningRate learningRate, long totalTokens) : IResumable
{
    private readonly TrainingClock _clock = new();
    private LearningTotals _before;
    private double _loss = double.NaN;

    /// <summary>Lets the clock run until what is returned is disposed.</summary>
    public IDisposable StartClock() => _clock.Start();

    /// <summary>The current progress; the loss is that since the call before.</summary>
    public TrainingProgress Observe()
    {
        LearningTotals now = counters.Aggregate(default(LearningTotals), (sum, counter) => sum + counter.Read());
        if (now.Predictions > _before.Predictions)
        {
            _loss = (now.Loss - _before.Loss) / (now.Predictions - _before.Predictions);
        }

        _before = now;
        return new TrainingProgress
        {
            Tokens = now.Tokens,
            TotalTokens = totalTokens,
            Elapsed = _clock.Elapsed,
            Epoch = now.Epoch + 1,
            LearningRate = learningRate.After(now.Tokens),
            Loss = _loss,
            Predictions = now.Predictions,
            MeanLoss = now.Predictions > 0 ? now.Loss / now.Predictions : double.NaN,
        };
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        _clock.Exchange(archive);
        archive.Exchange(new Span<LearningTotals>(ref _before));
        archive.Exchange(new Span<double>(ref _loss));
    }
}
