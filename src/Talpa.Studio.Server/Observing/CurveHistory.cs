using Talpa.Studio.Common.Messages;
using Talpa.Training;

namespace Talpa.Studio.Server.Watching;

/// <summary>A training's curves from its beginning, in a bounded number of points: when there are too many, every second one goes.</summary>
internal sealed class CurveHistory
{
    private const int MaxPoints = 1024;

    private readonly List<(long Number, CurvePoint Point)> _points = [];
    private TrainingProgress? _last;
    private long _stride = 1;
    private long _reports;
    private long _lastNumber;

    /// <summary>Takes a report of the training.</summary>
    /// <param name="progress">How it stands.</param>
    /// <param name="isLast">Whether none follows; it is kept in any case.</param>
    public void Add(TrainingProgress progress, bool isLast = false)
    {
        if (!isLast && _reports++ % _stride != 0)
        {
            return;
        }

        // The first report only begins: a training that goes on from a checkpoint has tokens behind it that took no time.
        TrainingProgress before = _last ?? progress;
        _last = progress;
        TimeSpan time = progress.Elapsed - before.Elapsed;
        long tokens = progress.Tokens - before.Tokens;
        if (time <= TimeSpan.Zero)
        {
            return;
        }

        double? loss = double.IsFinite(progress.Loss) ? progress.Loss : null;
        _points.Add((++_lastNumber, new CurvePoint(progress.Tokens, loss, tokens / time.TotalSeconds, progress.LearningRate)));
        if (_points.Count > MaxPoints)
        {
            Thin();
        }
    }

    /// <summary>The points after a number, with the number of the last one.</summary>
    public (long Number, IReadOnlyList<CurvePoint> Points) After(long number) =>
        (_lastNumber, [.. _points.SkipWhile(each => each.Number <= number).Select(each => each.Point)]);

    private void Thin()
    {
        for (int i = _points.Count - 2; i >= 0; i -= 2)
        {
            _points.RemoveAt(i);
        }

        _stride *= 2;
    }
}
