using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Replaying;
using Talpa.Text;

namespace Talpa.Studio.Server.Observing;

/// <summary>
/// The followed words and the snapshots of their neighbours. Bounded: above the limits, the word followed longest is removed, or every second
/// snapshot of a word.
/// </summary>
internal sealed class FollowedWords
{
    /// <summary>The number of words that fit on a screen.</summary>
    internal const int MaxWords = 12;

    internal const int MaxSnapshots = 48;

    private const int MinInitialLength = 4;
    private static readonly int[] InitialRanks = [150, 400, 900, 1800, 3500, 6000];

    private readonly List<string> _words = [];
    private readonly Dictionary<string, List<(long Number, NeighbourSnapshot Snapshot)>> _snapshots = new(StringComparer.Ordinal);
    private long _lastNumber;

    /// <summary>The words in the order in which they were added.</summary>
    public IReadOnlyList<string> Words => [.. _words];

    /// <summary>Whether there is a word without a snapshot.</summary>
    public bool HasNew => _words.Exists(word => _snapshots[word].Count == 0);

    /// <summary>Selects the initially followed words: a few of different frequency, of letters only, none of them short.</summary>
    public static IEnumerable<string> InitialWords(Vocabulary vocabulary) => InitialRanks
        .Where(rank => rank < vocabulary.Count)
        .Select(rank => vocabulary.Words.Skip(rank).FirstOrDefault(word => word.Length >= MinInitialLength && word.All(char.IsLetter)))
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
        _snapshots.Add(word, []);
    }

    /// <summary>Stops following a word.</summary>
    public void Remove(string word)
    {
        _words.Remove(word);
        _snapshots.Remove(word);
    }

    /// <summary>Records a snapshot of a followed word.</summary>
    public void Record(NeighbourSnapshot snapshot)
    {
        if (!_snapshots.TryGetValue(snapshot.Word, out List<(long Number, NeighbourSnapshot Snapshot)>? snapshots))
        {
            return;
        }

        snapshots.Add((++_lastNumber, snapshot));
        if (snapshots.Count > MaxSnapshots)
        {
            snapshots.RemoveAll(each => each.Number != _lastNumber && snapshots.IndexOf(each) % 2 == 1);
        }
    }

    /// <summary>Returns the snapshots after a number in order, and the number of the last one.</summary>
    public (long Number, IReadOnlyList<NeighbourSnapshot> Snapshots) After(long number) =>
        (_lastNumber, [.. _snapshots.Values.SelectMany(snapshots => snapshots).Where(each => each.Number > number).OrderBy(each => each.Number).Select(each => each.Snapshot)]);

    /// <summary>Returns all words with their snapshots.</summary>
    public IReadOnlyList<FollowedWord> All() => [.. _words.Select(word => new FollowedWord(word, [.. _snapshots[word].Select(each => each.Snapshot)]))];
}
