using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>What the page for real vectors knows and shows. The points themselves stay in the browser's hands.</summary>
public sealed class LiveState
{
    private const int MaxCurvePoints = 2000;
    private const int MaxMoments = 60;
    private const int Neighbours = 10;
    private const int Mapped = 16;

    private readonly List<CurvePoint> _curve = [];
    private readonly Dictionary<string, List<ProbeMoment>> _moments = new(StringComparer.Ordinal);
    private int _tenthsSaid;
    private string? _asked;

    /// <summary>Called when something on the page has changed.</summary>
    public Action? Changed { get; set; }

    /// <summary>Puts a question to the server: what, with which arguments; the answer is JSON.</summary>
    public Func<string, object[], Task<string>>? Server { get; set; }

    /// <summary>Marks the points of an answer: the word asked about or −1, its neighbours, the corners of an analogy.</summary>
    public Action<int, int[], int[]>? MarkAnswer { get; set; }

    /// <summary>Marks the points of followed words.</summary>
    public Action<int[]>? MarkFollowed { get; set; }

    /// <summary>What there is to see; absent until the line is open.</summary>
    public Opening? Opening { get; private set; }

    /// <summary>How the training stands; absent for a file.</summary>
    public Standing? Standing { get; private set; }

    /// <summary>The newest frame, without its positions.</summary>
    public Frame? Frame { get; private set; }

    /// <summary>The training's curves.</summary>
    public IReadOnlyList<CurvePoint> Curve => _curve;

    /// <summary>The words that are followed.</summary>
    public IReadOnlyList<string> Followed { get; private set; } = [];

    /// <summary>The followed word whose past is shown.</summary>
    public string? Watched { get; set; }

    /// <summary>The word asked about, with its neighbours.</summary>
    public WordAnswer? Word { get; private set; }

    /// <summary>That word in the middle of its neighbours.</summary>
    public NeighbourMap? Map { get; private set; }

    /// <summary>The analogy asked for.</summary>
    public AnalogyAnswer? Analogy { get; private set; }

    /// <summary>The words selected in the picture, the most frequent 200 of them.</summary>
    public IReadOnlyList<string> Selected { get; private set; } = [];

    /// <summary>How many are selected.</summary>
    public int SelectedCount { get; private set; }

    /// <summary>The cosines between selected words.</summary>
    public Comparison? Comparison { get; private set; }

    /// <summary>The part of the page beside the picture: training, word, analogy or selection.</summary>
    public string Panel { get; private set; } = "word";

    /// <summary>Why the last question has no answer.</summary>
    public string? Fault { get; private set; }

    /// <summary>What the page says in words about what has changed.</summary>
    public string Said { get; private set; } = "Connecting …";

    /// <summary>Whether the line to the server is broken.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>What was noted about a followed word.</summary>
    public IReadOnlyList<ProbeMoment> MomentsOf(string word) => _moments.TryGetValue(word, out List<ProbeMoment>? moments) ? moments : [];

    /// <summary>Whether no file has been opened yet.</summary>
    public bool IsEmpty { get; private set; }

    /// <summary>Why what was opened last is gone.</summary>
    public string? OpenFault { get; private set; }

    /// <summary>The line is open; perhaps there is nothing to see yet.</summary>
    public void Open(Answer<Opening> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        OpenFault = answer.Fault;
        if (answer.Value is not { } opening)
        {
            IsEmpty = true;
            Say("Nothing is open yet.");
            return;
        }

        Opening = opening;
        Panel = opening.IsTraining ? "training" : "word";
        Say(LiveWords.Opened(opening));
    }

    /// <summary>The line has broken.</summary>
    public void Close()
    {
        IsClosed = true;
        Say("The talpa command has ended. What is drawn stays; questions can't be answered any more.");
    }

    /// <summary>Something has changed on the server.</summary>
    public void Take(Update update)
    {
        ArgumentNullException.ThrowIfNull(update);
        Frame? before = Frame;
        Ending? end = Standing?.End;
        Frame = update.Frame ?? Frame;
        Standing = update.Standing;
        Followed = update.Followed;
        _curve.AddRange(update.Curve);
        for (int i = _curve.Count - 2; _curve.Count > MaxCurvePoints && i > 0; i -= 2)
        {
            _curve.RemoveAt(i);
        }

        foreach (ProbeMoment moment in update.Moments)
        {
            Note(moment);
        }

        Watched = Watched is not null && (Followed.Contains(Watched, StringComparer.Ordinal) || Watched == _asked) ? Watched : FirstFollowed;

        if (Opening?.IsTraining == true)
        {
            MarkFollowed?.Invoke(FollowedPlaces());
        }

        SayWhatChanged(before, end);
    }

    /// <summary>Shows another part of the page.</summary>
    public void Show(string panel)
    {
        Panel = panel;
        Fault = null;
        Changed?.Invoke();
    }

    /// <summary>Words that begin so.</summary>
    public async Task<string[]> CompleteAsync(string beginning) =>
        beginning.Length == 0 || IsClosed ? [] : await ReadAsync("Complete", StudioMessages.Default.StringArray, beginning) ?? [];

    /// <summary>Asks about a word.</summary>
    public async Task AskAsync(string word)
    {
        Panel = "word";
        WordAnswer? answer = await AnswerAsync("Nearest", StudioMessages.Default.AnswerWordAnswer, word, Neighbours);
        if (answer is not null)
        {
            Word = answer;
            Analogy = null;
            MarkAnswer?.Invoke(answer.Index, [.. answer.Neighbours.Select(each => each.Index)], []);
            Map = await AnswerAsync("Map", StudioMessages.Default.AnswerNeighbourMap, word, Mapped);
            Say(LiveWords.Nearest(answer));
        }

        Changed?.Invoke();
    }

    /// <summary>Asks what is to c as b is to a.</summary>
    public async Task AskAnalogyAsync(string a, string b, string c)
    {
        AnalogyAnswer? answer = await AnswerAsync("Analogy", StudioMessages.Default.AnswerAnalogyAnswer, a, b, c);
        if (answer is not null)
        {
            Analogy = answer;
            Word = null;
            int[] corners = [.. answer.Question.Concat(answer.Answers.Take(1)).Select(word => word.Index)];
            MarkAnswer?.Invoke(-1, [], corners);
            Say(LiveWords.Analogy(answer));
        }

        Changed?.Invoke();
    }

    /// <summary>Words were selected in the picture.</summary>
    public async Task SelectAsync(IReadOnlyList<string> words, int count)
    {
        Selected = words;
        SelectedCount = count;
        Panel = "selection";
        Comparison = count is >= 2 and <= 12 ? await AnswerAsync("Compare", StudioMessages.Default.AnswerComparison, (object)words.ToArray()) : null;
        Say(count == 1 ? $"1 word is selected: {words[0]}." : $"{count:N0} words are selected.");
    }

    /// <summary>Follows a word, or no longer.</summary>
    public async Task FollowAsync(string word, bool follow)
    {
        // The list of followed words comes by another way than the answer, and may still be the old one after it.
        (_asked, Watched) = follow ? (word, word) : (null, Watched);
        if (follow && await AnswerAsync("Follow", StudioMessages.Default.AnswerString, word) is null)
        {
            (_asked, Watched) = (null, FirstFollowed);
            return;
        }

        if (!follow)
        {
            _ = await Server!("Unfollow", [word]);
        }

        Say(follow ? $"{word} is followed: its neighbours are noted as they change." : $"{word} is not followed any more.");
    }

    /// <summary>Takes everything off that was asked for.</summary>
    public void Clear()
    {
        (Word, Map, Analogy, Comparison, Fault) = (null, null, null, null, null);
        Selected = [];
        SelectedCount = 0;
        MarkAnswer?.Invoke(-1, [], []);
        Changed?.Invoke();
    }

    /// <summary>Says something in words.</summary>
    public void Say(string words)
    {
        Said = words;
        Changed?.Invoke();
    }

    private void Note(ProbeMoment moment)
    {
        if (!_moments.TryGetValue(moment.Word, out List<ProbeMoment>? moments))
        {
            _moments.Add(moment.Word, moments = []);
        }

        moments.Add(moment);
        if (moments.Count > MaxMoments)
        {
            moments.RemoveAt(1);
        }
    }

    private string? FirstFollowed => Followed.Count > 0 ? Followed[0] : null;

    private int[] FollowedPlaces() =>
        [.. Followed.Select(MomentsOf).Where(moments => moments.Count > 0).Select(moments => moments[^1].Index).Where(index => index >= 0)];

    private void SayWhatChanged(Frame? before, Ending? end)
    {
        int tenths = Standing is { TotalTokens: > 0 } ? (int)(10 * Standing.Tokens / Standing.TotalTokens) : 0;
        if (Standing?.End is { } ended && end is null)
        {
            Say(LiveWords.Ended(Standing, ended));
        }
        else if (tenths > _tenthsSaid && Standing?.End is null)
        {
            _tenthsSaid = tenths;
            Say(LiveWords.Progress(Standing!, _curve.LastOrDefault(), Watched, Watched is null ? [] : MomentsOf(Watched)));
        }
        else if (before is not null && Frame!.Reach != before.Reach)
        {
            Say($"The points have outgrown the picture or shrunk in it: the axes reach from −{Frame.Reach} to {Frame.Reach} now.");
        }
        else
        {
            Changed?.Invoke();
        }
    }

    private async Task<T?> AnswerAsync<T>(string question, JsonTypeInfo<Answer<T>> type, params object[] parameters)
        where T : class
    {
        Answer<T>? answer = IsClosed ? new Answer<T>(null, "the talpa command has ended") : await ReadAsync(question, type, parameters);
        Fault = answer?.Fault;
        if (Fault is not null)
        {
            Say($"No answer: {Fault}.");
        }

        return answer?.Value;
    }

    private async Task<T?> ReadAsync<T>(string question, JsonTypeInfo<T> type, params object[] parameters) =>
        JsonSerializer.Deserialize(await Server!(question, parameters), type);
}
