namespace Talpa.Studio.Lesson;

/// <summary>Plays a run: executes a number of steps a second until it is stopped.</summary>
public sealed class Player(StudioState studio)
{
    /// <summary>The available numbers of steps a second.</summary>
    public static readonly IReadOnlyList<int> Speeds = [1, 3, 10, 30, 100];

    private const int MaxTicks = 30;
    private const int MaxStepsAtOnce = 20;

    /// <summary>Whether the run is played.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Starts or stops playing.</summary>
    public Task ToggleAsync()
    {
        if (!IsPlaying)
        {
            return PlayAsync();
        }

        Stop();
        return Task.CompletedTask;
    }

    /// <summary>Executes steps until it is stopped, another run is opened, the run ends or its numbers leave the range.</summary>
    public async Task PlayAsync()
    {
        if (IsPlaying)
        {
            return;
        }

        IsPlaying = true;
        int opening = studio.Opening;
        double due = 0;
        long last = TimeProvider.System.GetTimestamp();
        studio.Move(1);
        while (IsPlaying && opening == studio.Opening && studio.Run.Step < History.MaxSteps && studio.Now.IsFinite)
        {
            int speed = studio.Speed;
            await Task.Delay(1000 / Math.Min(speed, MaxTicks));
            due += TimeProvider.System.GetElapsedTime(last).TotalSeconds * speed;
            last = TimeProvider.System.GetTimestamp();
            if (IsPlaying && opening == studio.Opening && due >= 0.5)
            {
                // A slow page plays more slowly; steps are not accumulated.
                int steps = Math.Clamp((int)Math.Round(due), 1, MaxStepsAtOnce);
                due = 0;
                studio.Move(steps);
            }
        }

        // If another run was opened meanwhile, it may be playing already.
        if (opening == studio.Opening)
        {
            Stop();
        }
    }

    /// <summary>Stops and updates the page.</summary>
    public void Stop()
    {
        Halt();
        studio.Changed?.Invoke();
    }

    /// <summary>Stops without an update of the page.</summary>
    internal void Halt() => IsPlaying = false;
}
