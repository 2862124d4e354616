using Talpa.Studio.Common.Messages;
using Talpa.Studio.Languages;

namespace Talpa.Studio.Pairs;

/// <summary>The texts of the page of two models that are made of several parts.</summary>
/// <param name="language">The language; the initial one for an unknown one.</param>
public sealed class PairText(string? language) : PageText(language, "live")
{
    private const int Named = 3;

    /// <summary>Describes the models.</summary>
    public string Opened(PairInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return With("pair.opened", ("first", info.First.Name), ("second", info.Second.Name), ("words", Words(info.Words)));
    }

    /// <summary>Writes a model's number of words and dimensions.</summary>
    public string Size(PairModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Size(model.Words, model.Dimension);
    }

    /// <summary>Describes a word in both models.</summary>
    public string Found(PairWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return With(word.Cosine is null ? "pair.found" : "pair.found.cosine", [("word", word.Word), ("first", First(word.First)), ("second", First(word.Second)), .. Values(word, 2)]);
    }

    /// <summary>Writes the cosine of a word's two vectors, and counts the neighbours that both lists have.</summary>
    public string Note(PairWord word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return With(word.Cosine is null ? "pair.note" : "pair.note.cosine", Values(word, 3));
    }

    /// <summary>Describes which words of the models are drawn.</summary>
    public string Drawn(PairInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return With(info.DrawnCount == info.Words ? "pair.drawn.all" : "pair.drawn", ("drawn", Write(info.DrawnCount)), ("count", Write(info.Words)));
    }

    /// <summary>Describes what a map shows.</summary>
    /// <param name="info">The models.</param>
    /// <param name="isSecond">Whether it is the map of B.</param>
    public string Plane(PairInfo info, bool isSecond)
    {
        ArgumentNullException.ThrowIfNull(info);
        string key = !isSecond ? "pair.plane.first" : info.IsAligned ? "pair.plane.aligned" : "pair.plane.own";
        return With(key, ("share", Percent((isSecond ? info.Second : info.First).Share, 1)));
    }

    /// <summary>Describes what limits the comparison; empty for nothing.</summary>
    public string Limits(PairInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return !info.IsAligned ? With("pair.limits.dimensions", ("first", Write(info.First.Dimension)), ("second", Write(info.Second.Dimension)))
            : info.Words < info.First.Dimension ? With("pair.limits.few", ("dimension", Write(info.First.Dimension)))
            : string.Empty;
    }

    private static string First(IReadOnlyList<PairNeighbour> neighbours) => string.Join(", ", neighbours.Take(Named).Select(each => each.Word));

    private (string Name, string Value)[] Values(PairWord word, int decimals) =>
        [("cosine", Number(word.Cosine ?? 0, decimals)), ("shared", Write(word.Shared)), ("count", Write(Math.Max(word.First.Count, word.Second.Count)))];
}
