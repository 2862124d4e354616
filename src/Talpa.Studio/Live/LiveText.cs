using Talpa.Studio.Common.Messages;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Live;

/// <summary>The texts of the live page that are made of several parts.</summary>
/// <param name="language">The language; the initial one for an unknown one.</param>
public sealed class LiveText(string? language) : PageText(language, "live")
{
    private const int NamedNeighbours = 3;
    private const int NearestWords = 5;

    /// <summary>Whether a result is from nearly the same time of the training: within a twentieth of it, twice the time between two looks at the neighbours.</summary>
    public static bool IsFresh(long tokens, TrainingStatus? status) => status is null || status.Tokens - tokens <= 0.05 * status.TotalTokens;

    /// <summary>Describes the vectors.</summary>
    public string Opened(VectorsInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return Count(info.IsTraining ? "status.trained" : "status.opened", info.Dimension, ("name", info.Name), ("words", Words(info.Words)));
    }

    /// <summary>Describes the words of a map of neighbourhoods that appear as one zooms in.</summary>
    public string Rarer(NeighbourhoodMap map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return Count("neighbourhoods.rarer", map.Rarer, ("words", Write(map.Words)));
    }

    /// <summary>Describes the sample of drawn words.</summary>
    public string Sample(VectorsInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        int drawn = info.Strata.Sum(stratum => stratum.Drawn);
        string key = drawn == info.Words ? "sample.all" : info.HasCounts ? "sample.counts" : "sample.order";
        return With(key, ("drawn", Write(drawn)), ("count", Write(info.Words)));
    }

    /// <summary>Describes a stratum of the sample.</summary>
    public string Stratum(Stratum stratum)
    {
        ArgumentNullException.ThrowIfNull(stratum);
        string key = stratum.Drawn == stratum.Words ? "sample.stratum.all" : "sample.stratum";
        return With(key, ("first", Write(stratum.FirstRank)), ("last", Write(stratum.LastRank)), ("drawn", Write(stratum.Drawn)), ("count", Write(stratum.Words)));
    }

    /// <summary>Writes how much of a training was done; <c>null</c> for a file.</summary>
    public string? Share(long tokens, TrainingStatus? status) => status is { TotalTokens: > 0 } ? Percent((double)tokens / status.TotalTokens) : null;

    /// <summary>Writes the remaining time of a training.</summary>
    public string Rest(TrainingStatus? status) => status switch
    {
        { End: not null } => this["progress.done"],
        { SecondsLeft: { } seconds } => $"{Pass(status)} · {With("progress.left", ("time", Duration(seconds)))}",
        _ => this["progress.starting"],
    };

    /// <summary>Describes how often a word occurs, or what its vector is composed of.</summary>
    public string Occurrence(WordAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return !answer.IsKnown ? Count("occurrence.composed", answer.Ngrams)
            : answer.Count > 0 ? Count("occurrence.count", answer.Count, ("rank", Write(answer.Rank)))
            : With("occurrence.rank", ("rank", Write(answer.Rank)));
    }

    /// <summary>Describes a word's neighbours.</summary>
    /// <param name="answer">The word and its neighbours.</param>
    /// <param name="share">How much of the training was done; <c>null</c> for a file.</param>
    public string Nearest(WordAnswer answer, string? share)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string word = answer.IsKnown ? answer.Word : $"{answer.Word} ({Occurrence(answer)})";
        string list = string.Join(", ", answer.Neighbours.Take(NearestWords).Select(each => $"{each.Word} {Number(each.Similarity)}"));
        return With(share is null ? "status.nearest" : "status.nearest.at", ("word", word), ("share", share ?? string.Empty), ("list", list));
    }

    /// <summary>Describes the solution of an analogy.</summary>
    public string Analogy(AnalogyAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return answer.Answers.Count == 0
            ? this["status.analogy.none"]
            : With("status.analogy", ("a", answer.Question[0].Word), ("b", answer.Question[1].Word), ("c", answer.Question[2].Word), ("answer", answer.Answers[0].Word));
    }

    /// <summary>Describes the selection on the map.</summary>
    /// <param name="count">The number of selected words.</param>
    /// <param name="first">The first of them.</param>
    public string Selected(int count, string? first) => count == 1 ? With("status.selected.one", ("word", first ?? string.Empty)) : Count("status.selected", count);

    /// <summary>Describes the progress of a training, with the neighbours of a word if they are not older than that.</summary>
    public string Progress(TrainingStatus status, CurvePoint? last, string? watched, IReadOnlyList<NeighbourSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(snapshots);
        string loss = last?.Loss is { } value ? With("status.progress.loss", ("loss", Number(value, 3))) : string.Empty;
        string neighbours = snapshots.Count > 0 && IsFresh(snapshots[^1].Tokens, status)
            ? With("status.progress.near", ("word", watched ?? string.Empty), ("list", string.Join(", ", snapshots[^1].Neighbours.Take(NamedNeighbours).Select(each => each.Word))))
            : string.Empty;
        return $"{With("status.progress", ("share", Share(status.Tokens, status) ?? string.Empty))}{loss}{neighbours}.";
    }

    /// <summary>Describes the end of a training.</summary>
    public string Ended(TrainingStatus status, TrainingEnd end)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(end);
        string how = With(status.Tokens < status.TotalTokens ? "status.stopped" : "status.done", ("time", Duration(end.Seconds)));
        return end.SavedAs is null ? how : $"{how} {With("status.saved", ("file", end.SavedAs))}";
    }

    /// <summary>Describes the time between frames, and their drawing time.</summary>
    public string Times(FrameTimes times)
    {
        ArgumentNullException.ThrowIfNull(times);
        return times.Count == 0
            ? this["times.none"]
            : With("times.text", ("points", Write(times.Points)), ("median", Write(times.Median, 1)), ("p95", Write(times.P95, 1)), ("count", Write(times.Count)), ("draw", Write(times.Draw, 1)));
    }

    /// <summary>Writes a duration in seconds, minutes or hours.</summary>
    public string Duration(double seconds) => seconds < 100 ? $"{Write(seconds)} s" : seconds < 6000 ? $"{Write(seconds / 60)} min" : $"{Write(seconds / 3600, 1)} h";

    /// <summary>Writes a number of tokens with a unit prefix.</summary>
    public string Tokens(double tokens) => tokens < 1e4 ? Number(tokens, 0) : tokens < 1e6 ? $"{Write(tokens / 1e3)} k" : tokens < 1e9 ? $"{Write(tokens / 1e6, 1)} M" : $"{Write(tokens / 1e9, 1)} G";

    private string Pass(TrainingStatus status) => status.Epochs is { } epochs
        ? With("progress.epoch", ("epoch", Write(status.Epoch)), ("epochs", Write(epochs)))
        : With("progress.sweep", ("epoch", Write(status.Epoch)));
}

/// <summary>The time between frames during movements and their drawing time, in milliseconds, as the script of the map measures them.</summary>
/// <param name="Points">The number of points.</param>
/// <param name="Count">The number of frames.</param>
/// <param name="Median">The median time between two frames.</param>
/// <param name="P95">Its 95th percentile.</param>
/// <param name="Draw">The median drawing time.</param>
public sealed record FrameTimes(int Points, int Count, double Median, double P95, double Draw);
