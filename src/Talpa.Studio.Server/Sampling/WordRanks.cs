using Talpa.Text;

namespace Talpa.Studio.Server.Sampling;

/// <summary>The ranks of words by count; without counts by their order in the file, which is nearly always that of frequency.</summary>
internal sealed class WordRanks
{
    private readonly int[]? _ids;
    private readonly int[]? _ranks;

    public WordRanks(Vocabulary vocabulary)
    {
        if (!IsSorted(vocabulary.Counts))
        {
            _ids = [.. Enumerable.Range(0, vocabulary.Count)];
            long[] falling = [.. vocabulary.Counts.ToArray().Select(count => -count)];

            // Equal counts keep the order of ids.
            Array.Sort(_ids, (a, b) => falling[a] != falling[b] ? falling[a].CompareTo(falling[b]) : a.CompareTo(b));
            _ranks = new int[_ids.Length];
            for (int rank = 0; rank < _ids.Length; rank++)
            {
                _ranks[_ids[rank]] = rank + 1;
            }
        }
    }

    /// <summary>Returns the id of the word at a rank, from 1.</summary>
    public int IdAt(int rank) => _ids is null ? rank - 1 : _ids[rank - 1];

    /// <summary>Returns the rank of a word, from 1.</summary>
    public int RankOf(int id) => _ranks is null ? id + 1 : _ranks[id];

    private static bool IsSorted(ReadOnlySpan<long> counts)
    {
        for (int i = 1; i < counts.Length; i++)
        {
            if (counts[i] > counts[i - 1])
            {
                return false;
            }
        }

        return true;
    }
}
