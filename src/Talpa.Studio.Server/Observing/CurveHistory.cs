using Talpa.Studio.Common.Messages;
using Talpa.Training;

namespace Talpa.Studio.Server.Observing;

/// <summary>The curves of a training from its start, with a bounded number of points: above the limit, every second point is removed.</summary>
internal sealed class CurveHistory
{
    private const int MaxPoints = 1024;

    private readonly List<(long Number, CurvePoint Point)> _points = [];
    private TrainingProgress? _last;
    private long _stride = 1;
    private long _reports;
    private long _lastNumber;

    /// <summary>Adds a progress report.</summary>
    /// <param name="progress">The progress.</param>
    /// <param name="isLast">Whether it is the last report, which is always kept.</param>
    public void Add(TrainingProgress progress, bool isLast = false)
    {
        if (!isLast && _reports++ % _stride != 0)
        {
            return;
        }

        // The first report is only a start: a training resumed from a checkpoint has processed tokens in no time.
        TrainingProgress previous = _last ?? progress;
        _last = progress;
        TimeSpan time = progress.Elapsed - previous.Elapsed;
        long tokens = progress.Tokens - previous.Tokens;
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        double? loss = double.IsFinite(progress.Loss) ? progress.Loss : null;
        _points.Add((++_lastNumber, new CurvePoint(progress.Tokens, loss, tokens / time.TotalSeconds, progress.LearningRate)));
        if (_points.Count > MaxPoints)
        {
            RemoveEverySecondPoint();
        }
    }

    /// <summary>Returns the points after a number, and the number of the last one.</summary>
    public (long Number, IReadOnlyList<CurvePoint> Points) After(long number) =>
        (_lastNumber, [.. _points.SkipWhile(each => each.Number <= number).Select(each => each.Point)]);

    /// <summary>Sets the points of a training that has ended.</summary>
    public void Restore(IReadOnlyList<CurvePoint> points)
    {
        foreach (CurvePoint point in points)
        {
            _points.Add((++_lastNumber, point));
        }
    }

    private void RemoveEverySecondPoint()
    {
        for (int i = _points.Count - 2; i >= 0; i -= 2)
        {
            _points.RemoveAt(i);
        }

        _stride *= 2;
    }
}
