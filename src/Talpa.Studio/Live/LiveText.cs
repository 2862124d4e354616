using Talpa.Studio.Common.Messages;
using Talpa.Studio.Drawing;

namespace Talpa.Studio.Live;

/// <summary>Tells in words what the picture shows.</summary>
public static class LiveWords
{
    /// <summary>What there is to see.</summary>
    public static string Opened(Opening opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        return $"{(opening.IsTraining ? "Vectors learned from" : "The vectors of")} {opening.Name}: {opening.Words:N0} words, {opening.Dimension:N0} dimensions.";
    }

    /// <summary>What is drawn of all words.</summary>
    public static string Sample(Opening opening)
    {
        ArgumentNullException.ThrowIfNull(opening);
        int drawn = opening.Strata.Sum(stratum => stratum.Drawn);
        return drawn == opening.Words ? $"All {drawn:N0} words are drawn." : $"{drawn:N0} of {opening.Words:N0} words are drawn, a sample:";
    }

    /// <summary>One stratum of the sample.</summary>
    public static string Stratum(Stratum stratum)
    {
        ArgumentNullException.ThrowIfNull(stratum);
        return $"rank {stratum.FirstRank:N0} to {stratum.LastRank:N0}: {(stratum.Drawn == stratum.Words ? "all" : $"{stratum.Drawn:N0}")} of {stratum.Words:N0}";
    }

    /// <summary>A word's neighbours.</summary>
    public static string Nearest(WordAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        return $"Nearest to {answer.Word}: {string.Join(", ", answer.Neighbours.Take(5).Select(each => $"{each.Word} {Numbers.Write(each.Similarity)}"))}.";
    }

    /// <summary>An analogy's answer.</summary>
    public static string Analogy(AnalogyAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        (string a, string b, string c) = (answer.Question[0].Word, answer.Question[1].Word, answer.Question[2].Word);
        return answer.Answers.Count == 0 ? "There is no other word." : $"{a} is to {b} as {c} is to {answer.Answers[0].Word}.";
    }

    /// <summary>How far a training is.</summary>
    public static string Progress(Standing standing, CurvePoint? last, string? watched, IReadOnlyList<ProbeMoment> moments)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(moments);
        string loss = last?.Loss is { } value ? $", loss {Numbers.Write(value, 3)}" : string.Empty;
        string neighbours = moments.Count > 0 ? $"; {watched} is near {string.Join(", ", moments[^1].Neighbours.Take(3).Select(each => each.Word))}" : string.Empty;
        return $"{(double)standing.Tokens / standing.TotalTokens:0 %} of the training{loss}{neighbours}.";
    }

    /// <summary>How a training ended.</summary>
    public static string Ended(Standing standing, Ending end)
    {
        ArgumentNullException.ThrowIfNull(standing);
        ArgumentNullException.ThrowIfNull(end);
        string how = standing.Tokens < standing.TotalTokens ? "was stopped" : "is done";
        string saved = end.SavedAs is null ? string.Empty : $" The vectors are saved as {end.SavedAs}.";
        return $"The training {how} after {Duration(end.Seconds)}.{saved}";
    }

    /// <summary>A time in the unit that suits it.</summary>
    public static string Duration(double seconds) => seconds < 100 ? $"{seconds:0} s" : seconds < 6000 ? $"{seconds / 60:0} min" : $"{seconds / 3600:0.0} h";

    /// <summary>A number of tokens, short.</summary>
    public static string Tokens(double tokens) => tokens < 1e4 ? $"{tokens:0}" : tokens < 1e6 ? $"{tokens / 1e3:0} k" : tokens < 1e9 ? $"{tokens / 1e6:0.0} M" : $"{tokens / 1e9:0.0} G";
}
