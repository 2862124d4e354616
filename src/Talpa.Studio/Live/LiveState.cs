using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>The state of the live page, without the points, which the script of the map holds.</summary>
public sealed partial class LiveState
{
    private const int MaxCurvePoints = 2000;

    private readonly List<CurvePoint> _curve = [];
    private readonly SnapshotHistory _snapshots = new();
    private int _announcedTenths;
    private string? _requested;

    /// <summary>Creates the state before the connection is open.</summary>
    public LiveState()
    {
        Layout = new LayoutChoice { Leave = EndReplayAsync, Explain = (fault, reason) => Text.FaultOf(new Answer<string>(null, fault) { Reason = reason }) };
        Announcement = Text["status.connecting"];
    }

    /// <summary>Called when the state has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Calls a method of the server's hub with arguments. Returns JSON.</summary>
    public Func<string, object[], Task<string>>? Server { get; set; }

    /// <summary>Marks the points of an answer: the word or −1, its neighbours, the corners of an analogy.</summary>
    public Action<int, int[], int[]>? MarkAnswer { get; set; }

    /// <summary>Moves the map to the point of a word, with the points of its neighbours. Returns whether the map has a point for it.</summary>
    public Func<int, int[], Task<bool>>? FlyTo { get; set; }

    /// <summary>Marks the points of followed words.</summary>
    public Action<int[]>? MarkFollowed { get; set; }

    /// <summary>The description of the vectors; <c>null</c> until the connection is open.</summary>
    public VectorsInfo? Info { get; private set; }

    /// <summary>The progress of the training; <c>null</c> for a file without a replay.</summary>
    public TrainingStatus? Status { get; private set; }

    /// <summary>How often the training is observed: rare, normal or often.</summary>
    public string? Pace { get; private set; }

    /// <summary>The latest frame, without its positions.</summary>
    public Frame? Frame { get; private set; }

    /// <summary>What the positions on the map mean.</summary>
    public LayoutChoice Layout { get; }

    /// <summary>The training's curves.</summary>
    public IReadOnlyList<CurvePoint> Curve => _curve;

    /// <summary>The words that are followed.</summary>
    public IReadOnlyList<string> Followed { get; private set; } = [];

    /// <summary>The followed word whose snapshots are shown.</summary>
    public string? Watched { get; set; }

    /// <summary>The selected word with its neighbours.</summary>
    public WordAnswer? Word { get; private set; }

    /// <summary>The tokens that the training had processed at the answer shown: a word's neighbours, or an analogy.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>The neighbour map of the selected word.</summary>
    public RadialMap? Map { get; private set; }

    /// <summary>The solved analogy.</summary>
    public AnalogyAnswer? Analogy { get; private set; }

    /// <summary>The words selected on the map, the 200 most frequent of them.</summary>
    public IReadOnlyList<string> Selected { get; private set; } = [];

    /// <summary>The number of selected words.</summary>
    public int SelectedCount { get; private set; }

    /// <summary>The tokens that the training had processed at the comparison.</summary>
    public long ComparedAt { get; private set; }

    /// <summary>The cosines between selected words.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>The panel beside the map: training, word, analogy, selection or map.</summary>
    public string Panel { get; private set; } = "word";

    /// <summary>The error message of the last query; <c>null</c> if it succeeded.</summary>
    public string? Fault { get; private set; }

    /// <summary>The last change in words, for the live region.</summary>
    public string Announcement { get; private set; }

    /// <summary>Whether the connection is closed.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Returns the snapshots of a followed word.</summary>
    public IReadOnlyList<NeighbourSnapshot> SnapshotsOf(string word) => _snapshots.Of(word);

    /// <summary>Whether no file is open.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>The reason why the last training failed.</summary>
    public string? OpenFault { get; private set; }

    /// <summary>Handles the opened connection.</summary>
    public void Open(Answer<VectorsInfo> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        OpenFault = answer.Fault;
        if (answer.Value is not { } info)
        {
            IsEmpty = true;
            Announce(Text["status.empty"]);
            return;
        }

        Info = info;
        Panel = info.IsTraining ? "training" : "word";
        Announce(Text.Opened(info));
    }

    /// <summary>Shows the answer that an address leads to, see <see cref="LiveAddress"/>. Other addresses are ignored.</summary>
    public async Task OpenAddressAsync(string fragment)
    {
        if (Info is null)
        {
            return;
        }

        await Layout.OpenAsync(fragment, Status?.Tokens ?? 0);
        IReadOnlyList<string> words = LiveAddress.WordsOf(fragment);
        if (words.Count == 0 && Layout.Chosen != LayoutChoice.Plane)
        {
            Show("map");
        }
        else if (words.Count == 1)
        {
            await SearchAsync(words[0]);
        }
        else if (words.Count == 3)
        {
            Panel = "analogy";
            await SolveAnalogyAsync(words[0], words[1], words[2]);
        }
    }

    /// <summary>Handles the closed connection.</summary>
    public void Close()
    {
        IsClosed = true;
        Announce(Text["status.ended"]);
    }

    /// <summary>Applies an update of the server.</summary>
    public void Apply(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Frame? before = Frame;
        TrainingEnd? end = Status?.End;
        Frame = update.Frame ?? Frame;
        Status = update.Status;
        Pace = update.Pace;
        Followed = update.Followed;
        _curve.AddRange(update.Curve);
        for (int i = _curve.Count - 2; _curve.Count > MaxCurvePoints && i > 0; i -= 2)
        {
            _curve.RemoveAt(i);
        }

        foreach (NeighbourSnapshot snapshot in update.Snapshots)
        {
            _snapshots.Add(snapshot);
        }

        Watched = Watched is not null && (Followed.Contains(Watched, StringComparer.Ordinal) || Watched == _requested) ? Watched : FirstFollowed;

        if (Info?.IsTraining == true)
        {
            MarkFollowed?.Invoke(FollowedIndices());
        }

        if (update.Replay is { } replay)
        {
            Replay = new ReplayPlayer(replay.Tokens) { Show = ShowReplayAsync, Changed = Changed };
        }

        AnnounceChange(before, end);
    }

    /// <summary>Describes when a result was computed, such as <c>as of 2 %</c>; <c>null</c> if it is no older than two looks at the neighbours, or of no training.</summary>
    /// <param name="tokens">The tokens that the training had processed; <c>null</c> without a result.</param>
    public string? AsOf(long? tokens) => tokens is { } then && !LiveText.IsFresh(then, Status) ? Text.With("as-of", ("share", Text.Share(then, Status) ?? string.Empty)) : null;

    /// <summary>Sets how often the training is observed.</summary>
    public async Task SetPaceAsync(string pace)
    {
        Pace = pace;
        _ = await Server!("SetPace", [pace]);
    }

    /// <summary>Shows a panel.</summary>
    public void Show(string panel)
    {
        Panel = panel;
        Fault = null;
        Changed?.Invoke();
    }

    /// <summary>Starts or stops following a word.</summary>
    public async Task FollowAsync(string word, bool follow)
    {
        // The list of followed words arrives in an update, possibly after the answer.
        (_requested, Watched) = follow ? (word, word) : (null, Watched);
        if (follow && await AnswerAsync("Follow", StudioMessages.Default.AnswerString, word) is null)
        {
            (_requested, Watched) = (null, FirstFollowed);
            return;
        }

        if (!follow)
        {
            _ = await Server!("Unfollow", [word]);
        }

        Announce(Text.With(follow ? "status.followed" : "status.unfollowed", ("word", word)));
    }

    /// <summary>Clears all answers and the selection.</summary>
    public void Clear()
    {
        (Word, Map, Analogy, Comparison, Fault) = (null, null, null, null, null);
        (Selected, SelectedCount) = ([], 0);
        MarkAnswer?.Invoke(-1, [], []);
        Changed?.Invoke();
    }

    /// <summary>Announces a change in the live region.</summary>
    public void Announce(string text)
    {
        Announcement = text;
        Changed?.Invoke();
    }

    private string? FirstFollowed => Followed.Count > 0 ? Followed[0] : null;

    private int[] FollowedIndices() =>
        [.. Followed.Select(SnapshotsOf).Where(snapshots => snapshots.Count > 0).Select(snapshots => snapshots[^1].Index).Where(index => index >= 0)];

    private void AnnounceChange(Frame? before, TrainingEnd? end)
    {
        int tenths = Status is { TotalTokens: > 0 } ? (int)(10 * Status.Tokens / Status.TotalTokens) : 0;
        if (Status?.End is { } ended && end is null && Info?.IsTraining == true)
        {
            Announce(Text.Ended(Status, ended));
        }
        else if (tenths > _announcedTenths && Status?.End is null)
        {
            _announcedTenths = tenths;
            Announce(Text.Progress(Status!, _curve.LastOrDefault(), Watched, Watched is null ? [] : SnapshotsOf(Watched)));
        }
        else if (before is not null && Frame!.Reach != before.Reach)
        {
            Announce(Text.With("status.axes", ("reach", Text.Range(Frame.Reach))));
        }
        else
        {
            Changed?.Invoke();
        }
    }
}
