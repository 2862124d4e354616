using Talpa.Studio.Common.Messages;

namespace Talpa.Studio.Live;

/// <summary>The neighbours of followed words over a training, with a bounded number of snapshots of each word: the first one and the last ones.</summary>
public sealed class SnapshotHistory
{
    private const int MaxSnapshots = 60;

    private readonly Dictionary<string, List<NeighbourSnapshot>> _snapshots = new(StringComparer.Ordinal);

    /// <summary>Returns the snapshots of a word, in order.</summary>
    public IReadOnlyList<NeighbourSnapshot> Of(string word) => _snapshots.TryGetValue(word, out List<NeighbourSnapshot>? snapshots) ? snapshots : [];

    /// <summary>Adds a snapshot.</summary>
    public void Add(NeighbourSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        if (!_snapshots.TryGetValue(snapshot.Word, out List<NeighbourSnapshot>? snapshots))
        {
            _snapshots.Add(snapshot.Word, snapshots = []);
        }

        snapshots.Add(snapshot);
        if (snapshots.Count > MaxSnapshots)
        {
            snapshots.RemoveAt(1);
        }
    }
}
