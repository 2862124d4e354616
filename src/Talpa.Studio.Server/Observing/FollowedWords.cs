using Talpa.Studio.Common.Messages;
using Talpa.Text;

namespace Talpa.Studio.Server.Watching;

/// <summary>
/// The words whose neighbours are watched, and what these were. Bounded: of words the one followed longest goes, of a word's moments every
/// second one.
/// </summary>
internal sealed class FollowedWords
{
    /// <summary>As many as a screen can show.</summary>
    internal const int MaxWords = 12;

    internal const int MaxMoments = 48;

    private const int ShortestProbe = 4;
    private static readonly int[] ProbeRanks = [150, 400, 900, 1800, 3500, 6000];

    private readonly List<string> _words = [];
    private readonly Dictionary<string, List<(long Number, ProbeMoment Moment)>> _moments = new(StringComparer.Ordinal);
    private long _lastNumber;

    /// <summary>The words, in the order in which they were taken up.</summary>
    public IReadOnlyList<string> Words => [.. _words];

    /// <summary>Whether there is a word of which nothing is known yet.</summary>
    public bool HasNew => _words.Exists(word => _moments[word].Count == 0);

    /// <summary>A few words to begin with: of letters, none of them short, from frequent to rarer.</summary>
    public static IEnumerable<string> Probes(Vocabulary vocabulary) => ProbeRanks
        .Where(rank => rank < vocabulary.Count)
        .Select(rank => vocabulary.Words.Skip(rank).FirstOrDefault(word => word.Length >= ShortestProbe && word.All(char.IsLetter)))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal);

    /// <summary>Follows a word.</summary>
    public void Add(string word)
    {
        if (_words.Contains(word))
        {
            return;
        }

        if (_words.Count == MaxWords)
        {
            Remove(_words[0]);
        }

        _words.Add(word);
        _moments.Add(word, []);
    }

    /// <summary>Follows a word no longer.</summary>
    public void Remove(string word)
    {
        _words.Remove(word);
        _moments.Remove(word);
    }

    /// <summary>Notes a followed word's neighbours.</summary>
    public void Note(ProbeMoment moment)
    {
        if (!_moments.TryGetValue(moment.Word, out List<(long Number, ProbeMoment Moment)>? moments))
        {
            return;
        }

        moments.Add((++_lastNumber, moment));
        if (moments.Count > MaxMoments)
        {
            moments.RemoveAll(each => each.Number != _lastNumber && moments.IndexOf(each) % 2 == 1);
        }
    }

    /// <summary>What was noted after a number, in order, with the number of the last one.</summary>
    public (long Number, IReadOnlyList<ProbeMoment> Moments) After(long number) =>
        (_lastNumber, [.. _moments.Values.SelectMany(moments => moments).Where(each => each.Number > number).OrderBy(each => each.Number).Select(each => each.Moment)]);
}
