namespace Talpa.Studio.Lesson;

/// <summary>Takes steps by itself, so many a second, from when it is told to until it is told to stop.</summary>
public sealed class Player(StudioState studio)
{
    /// <summary>How many steps a second there can be.</summary>
    public static readonly IReadOnlyList<int> Speeds = [1, 3, 10, 30, 100];

    private const int MaxTicks = 30;
    private const int MaxStepsAtOnce = 20;

    /// <summary>Whether steps are being taken.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>Plays where it stands still, and stops where it plays.</summary>
    public Task ToggleAsync()
    {
        if (!IsPlaying)
        {
            return PlayAsync();
        }

        Stop();
        return Task.CompletedTask;
    }

    /// <summary>Takes steps until it is stopped, another run is opened, the run ends or its numbers leave the range.</summary>
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
                // A page that can't keep up goes slower; it doesn't pile up steps.
                int steps = Math.Clamp((int)Math.Round(due), 1, MaxStepsAtOnce);
                due = 0;
                studio.Move(steps);
            }
        }

        // Who has overtaken this may be playing again already.
        if (opening == studio.Opening)
        {
            Stop();
        }
    }

    /// <summary>Stops, and shows that it has.</summary>
    public void Stop()
    {
        Halt();
        studio.Changed?.Invoke();
    }

    /// <summary>Stops.</summary>
    internal void Halt() => IsPlaying = false;
}
