using Talpa.Studio.Common.Messages;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Live;

/// <summary>The texts of the live region and of the captions.</summary>
public static class LiveText
{
    /// <summary>Describes the vectors.</summary>
    public static string Opened(VectorsInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return $"{(info.IsTraining ? "Vectors trained on" : "The vectors of")} {info.Name}: {info.Words:N0} words, {info.Dimension:N0} dimensions.";
    }

    /// <summary>Describes the sample of drawn words.</summary>
    public static string Sample(VectorsInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        int drawn = info.Strata.Sum(stratum => stratum.Drawn);
        return drawn == info.Words ? $"All {drawn:N0} words are drawn." : $"{drawn:N0} of {info.Words:N0} words are drawn, a sample:";
    }

    /// <summary>Describes a stratum of the sample.</summary>
    public static string Stratum(Stratum stratum)
    {
        ArgumentNullException.ThrowIfNull(stratum);
        return $"rank {stratum.FirstRank:N0} to {stratum.LastRank:N0}: {(stratum.Drawn == stratum.Words ? "all" : $"{stratum.Drawn:N0}")} of {stratum.Words:N0}";
    }

    /// <summary>Writes how much of a training was done; <c>null</c> for a file.</summary>
    public static string? Share(long tokens, TrainingStatus? status) => status is { TotalTokens: > 0 } ? ((double)tokens / status.TotalTokens).ToString("0 %") : null;

    /// <summary>Whether a result is from nearly the same time of the training: within a twentieth of it, twice the time between two looks at the neighbours.</summary>
    public static bool IsFresh(long tokens, TrainingStatus? status) => status is null || status.Tokens - tokens <= 0.05 * status.TotalTokens;

    /// <summary>Describes how often a word occurs, or what its vector is composed of.</summary>
    public static string Occurrence(WordAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string count = answer.Count > 0 ? $", {answer.Count:N0} times" : string.Empty;
        return answer.IsKnown
            ? $"rank {answer.Rank:N0}{count}"
            : $"not in the vocabulary, composed from {answer.Ngrams:N0} n-gram{(answer.Ngrams == 1 ? string.Empty : "s")}";
    }

    /// <summary>Describes a word's neighbours.</summary>
    /// <param name="answer">The word and its neighbours.</param>
    /// <param name="share">How much of the training was done; <c>null</c> for a file.</param>
    public static string Nearest(WordAnswer answer, string? share)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string composed = answer.IsKnown ? string.Empty : $" ({Occurrence(answer)})";
        return $"Nearest to {answer.Word}{composed}{(share is null ? string.Empty : $" at {share}")}: {string.Join(", ", answer.Neighbours.Take(5).Select(each => $"{each.Word} {Numbers.Write(each.Similarity)}"))}.";
    }

    /// <summary>Describes the solution of an analogy.</summary>
    public static string Analogy(AnalogyAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (string a, string b, string c) = (answer.Question[0].Word, answer.Question[1].Word, answer.Question[2].Word);
        return answer.Answers.Count == 0 ? "There is no solution among the other words." : $"{a} is to {b} as {c} is to {answer.Answers[0].Word}.";
    }

    /// <summary>Describes the progress of a training, with the neighbours of a word if they are not older than that.</summary>
    public static string Progress(TrainingStatus status, CurvePoint? last, string? watched, IReadOnlyList<NeighbourSnapshot> snapshots)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(snapshots);
        string loss = last?.Loss is { } value ? $", loss {Numbers.Write(value, 3)}" : string.Empty;
        string neighbours = snapshots.Count > 0 && IsFresh(snapshots[^1].Tokens, status) ? $"; {watched} is near {string.Join(", ", snapshots[^1].Neighbours.Take(3).Select(each => each.Word))}" : string.Empty;
        return $"{(double)status.Tokens / status.TotalTokens:0 %} of the training{loss}{neighbours}.";
    }

    /// <summary>Describes the end of a training.</summary>
    public static string Ended(TrainingStatus status, TrainingEnd end)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(end);
        string how = status.Tokens < status.TotalTokens ? "was stopped" : "is done";
        string saved = end.SavedAs is null ? string.Empty : $" The vectors are saved as {end.SavedAs}.";
        return $"The training {how} after {Duration(end.Seconds)}.{saved}";
    }

    /// <summary>Writes a duration in seconds, minutes or hours.</summary>
    public static string Duration(double seconds) => seconds < 100 ? $"{seconds:0} s" : seconds < 6000 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.0} h";

    /// <summary>Writes a number of tokens with a unit prefix.</summary>
    public static string Tokens(double tokens) => tokens < 1e4 ? $"{tokens:0}" : tokens < 1e6 ? $"{tokens / 1e3:0} k" : tokens < 1e9 ? $"{tokens / 1e6:0.0} M" : $"{tokens / 1e9:0.0} G";
}
