using Talpa.Studio.Common.Messages;
using Talpa.Text;

namespace Talpa.Studio.Server.Sampling;

/// <summary>
/// The words with a point: the sample, followed by words from query results. A word keeps its index. Thread-safe.
/// </summary>
internal sealed class DrawnWords
{
    private const int MaxAdded = 1000;

    private readonly Lock _lock = new();
    private readonly Vocabulary _vocabulary;
    private readonly WordRanks _ranks;
    private readonly List<int> _ids;
    private readonly Dictionary<int, int> _indices;

    public DrawnWords(Vocabulary vocabulary, int maxSample)
    {
        _vocabulary = vocabulary;
        _ranks = new WordRanks(vocabulary);
        Strata = FrequencyStrata.Of(vocabulary.Count, maxSample);
        _ids = [.. FrequencyStrata.Ranks(Strata).Select(_ranks.IdAt)];
        SampleSize = _ids.Count;
        _indices = _ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
    }

    /// <summary>The strata of the sample.</summary>
    public IReadOnlyList<Stratum> Strata { get; }

    /// <summary>The size of the sample. Words with larger indices come from query results.</summary>
    public int SampleSize { get; }

    /// <summary>The number of words with a point.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _ids.Count;
            }
        }
    }

    /// <summary>Returns the ids of all words with a point.</summary>
    public int[] Ids()
    {
        lock (_lock)
        {
            return [.. _ids];
        }
    }

    /// <summary>Returns the index of a word's point. A word without one gets one; −1 if the limit is reached.</summary>
    public int IndexOf(int id)
    {
        lock (_lock)
        {
            if (_indices.TryGetValue(id, out int index))
            {
                return index;
            }

            if (_ids.Count >= SampleSize + MaxAdded)
            {
                return -1;
            }

            _ids.Add(id);
            _indices.Add(id, _ids.Count - 1);
            return _ids.Count - 1;
        }
    }

    /// <summary>Gives a word a point, unless it has one or the limit is reached.</summary>
    public void Add(int id) => IndexOf(id);

    /// <summary>Gives words points, in their order. Nothing changes if the limit would be exceeded, a word has a point already, or an id belongs to no word.</summary>
    /// <returns>Whether the words have got points.</returns>
    public bool TryAddAll(IReadOnlyCollection<int> ids)
    {
        lock (_lock)
        {
            bool isPossible = _ids.Count + ids.Count <= SampleSize + MaxAdded
                && ids.All(id => id >= 0 && id < _vocabulary.Count && !_indices.ContainsKey(id)) && ids.Distinct().Count() == ids.Count;
            foreach (int id in isPossible ? ids : [])
            {
                _indices.Add(id, _ids.Count);
                _ids.Add(id);
            }

            return isPossible;
        }
    }

    /// <summary>Returns the words from an index on.</summary>
    public IReadOnlyList<DrawnWord> From(int index)
    {
        lock (_lock)
        {
            return index >= _ids.Count ? [] : [.. _ids.Skip(index).Select(id => new DrawnWord(_vocabulary[id], _ranks.RankOf(id), CountOf(id)))];
        }
    }

    /// <summary>The rank of a word, from 1.</summary>
    public int RankOf(int id) => _ranks.RankOf(id);

    /// <summary>How often a word occurs; 0 if unknown.</summary>
    public long CountOf(int id) => _vocabulary.HasCounts ? _vocabulary.Counts[id] : 0;
}
