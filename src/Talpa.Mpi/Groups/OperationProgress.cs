using System.Diagnostics;

namespace Talpa.Mpi.Groups;

/// <summary>Which operation this rank is in and since when. The communication thread writes it, others read it.</summary>
internal sealed class OperationProgress
{
    private readonly Lock _lock = new();
    private OperationState _state = new(0, OperationKind.None, Stopwatch.GetTimestamp());
    private long _begin;
    private long _waited;

    /// <summary>The state now.</summary>
    public OperationState Now
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }
    }

    /// <summary>The time spent in operations that have ended.</summary>
    public TimeSpan Waited => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref _waited));

    /// <summary>An operation begins.</summary>
    public void Begin(OperationKind kind)
    {
        _begin = Stopwatch.GetTimestamp();
        Set(new OperationState(_state.Number + 1, kind, _begin));
    }

    /// <summary>A part of the operation is done.</summary>
    public void Advance() => Set(_state with { Since = Stopwatch.GetTimestamp() });

    /// <summary>The operation has ended.</summary>
    public void Finish()
    {
        long end = Stopwatch.GetTimestamp();
        Interlocked.Add(ref _waited, end - _begin);
        Set(_state with { Kind = OperationKind.None, Since = end });
    }

    private void Set(OperationState state)
    {
        lock (_lock)
        {
            _state = state;
        }
    }
}

/// <summary>Where a rank is.</summary>
/// <param name="Number">How many operations it has begun.</param>
/// <param name="Kind">The one it is in, or <see cref="OperationKind.None"/>.</param>
/// <param name="Since">When it last made progress, by <see cref="Stopwatch"/>.</param>
internal readonly record struct OperationState(long Number, OperationKind Kind, long Since);
