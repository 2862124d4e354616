using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>Moves through the frames of a training that has ended. The last frame is that of the final vectors, with which it begins.</summary>
/// <param name="tokens">For each frame the tokens that the training had processed, ascending.</param>
public sealed class ReplayPlayer(IReadOnlyList<long> tokens)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>The number of the last start. An earlier one that still waits for its next frame has ended.</summary>
    private int _starts;

    /// <summary>Shows a frame on the map. Returns it without its positions; <c>null</c> if another one is requested meanwhile, or the server does not answer.</summary>
    public Func<int, Task<Frame?>> Show { get; init; } = _ => Task.FromResult<Frame?>(null);

    /// <summary>Waits until the next frame is due.</summary>
    public Func<Task> Wait { get; init; } = () => Task.Delay(Interval);

    /// <summary>Called when the state has changed.</summary>
    public Action? Changed { get; init; }

    /// <summary>The number of frames.</summary>
    public int Count => tokens.Count;

    /// <summary>The frame that is shown, from 0.</summary>
    public int Index { get; private set; } = tokens.Count - 1;

    /// <summary>Whether the final vectors are shown.</summary>
    public bool IsAtEnd => Index == Count - 1;

    /// <summary>Whether frames follow each other by themselves.</summary>
    public bool IsPlaying { get; private set; }

    /// <summary>The tokens that the training had processed at the frame shown.</summary>
    public long Tokens => tokens[Index];

    /// <summary>The frame shown, without its positions; <c>null</c> at the end.</summary>
    public Frame? Frame { get; private set; }

    /// <summary>Stops playing and shows a frame.</summary>
    /// <param name="index">The frame; one outside the range is replaced by the nearest one inside.</param>
    public Task GoToAsync(int index)
    {
        IsPlaying = false;
        return ShowAsync(index);
    }

    /// <summary>Starts to play, at the end from the first frame, or stops.</summary>
    public async Task ToggleAsync()
    {
        IsPlaying = !IsPlaying;
        if (!IsPlaying)
        {
            Changed?.Invoke();
            return;
        }

        int start = ++_starts;
        await ShowAsync(IsAtEnd ? 0 : Index);
        while (IsPlaying && start == _starts && !IsAtEnd)
        {
            int before = Index;
            await Wait();

            // The user may have stopped it, or moved, during the pause.
            if (IsPlaying && start == _starts && Index == before)
            {
                await ShowAsync(Index + 1);
            }
        }

        if (start == _starts)
        {
            IsPlaying = false;
            Changed?.Invoke();
        }
    }

    /// <summary>Plays from the first frame. Returns when it is at the end, or was stopped.</summary>
    public async Task PlayAllAsync()
    {
        await GoToAsync(0);
        await ToggleAsync();
    }

    private async Task ShowAsync(int index)
    {
        Index = Math.Clamp(index, 0, Count - 1);
        Changed?.Invoke();
        int requested = Index;
        Frame? frame = await Show(requested);
        if (Index == requested)
        {
            Frame = IsAtEnd ? null : frame ?? Frame;
            Changed?.Invoke();
        }
    }
}
