using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <content>The replay of an ended training, and its film.</content>
public sealed partial class LiveState
{
    /// <summary>The replay of the training; <c>null</c> while it runs, and where none was recorded.</summary>
    public ReplayPlayer? Replay { get; private set; }

    /// <summary>Shows a frame of the replay on the map; the last one if the second argument is set.</summary>
    public Func<int, bool, Task<Frame?>>? ShowReplay { get; set; }

    /// <summary>Saves the whole replay as a film; <c>null</c> where the browser can't.</summary>
    public Func<Task>? Film { get; set; }

    /// <summary>Whether a film is being recorded.</summary>
    public bool IsFilming { get; set; }

    /// <summary>Returns the last snapshot of a followed word, in a replay as of the frame shown; <c>null</c> without one.</summary>
    public NeighbourSnapshot? LastSnapshotOf(string word) =>
        SnapshotsOf(word).LastOrDefault(each => Replay is not { IsAtEnd: false } replay || each.Tokens <= replay.Tokens);

    /// <summary>Shows a frame of the replay. All of them are of the plane. The last one ends the replay, also for another layout.</summary>
    private async Task<Frame?> ShowReplayAsync(int index)
    {
        bool isLast = index == Replay!.Count - 1;
        if (!isLast)
        {
            await Layout.ChooseAsync(LayoutChoice.Plane);
        }

        return ShowReplay is null ? null : await ShowReplay(index, isLast);
    }

    private Task EndReplayAsync() => Replay is { IsAtEnd: false } replay ? replay.GoToAsync(replay.Count - 1) : Task.CompletedTask;
}
