using Talpa.Studio.Common.Messages;
using Talpa.Text;

namespace Talpa.Studio.Server.Sampling;

/// <summary>
/// The words that have a point: the sample, and behind it words that were asked about. A word keeps its place. Safe to use from many threads.
/// </summary>
internal sealed class DrawnWords
{
    private const int MaxAsked = 1000;

    private readonly Lock _lock = new();
    private readonly Vocabulary _vocabulary;
    private readonly WordRanks _ranks;
    private readonly List<int> _ids;
    private readonly Dictionary<int, int> _places;

    public DrawnWords(Vocabulary vocabulary, int places)
    {
        _vocabulary = vocabulary;
        _ranks = new WordRanks(vocabulary);
        Strata = FrequencyStrata.Of(vocabulary.Count, places);
        _ids = [.. FrequencyStrata.Ranks(Strata).Select(_ranks.IdAt)];
        SampleSize = _ids.Count;
        _places = _ids.Select((id, place) => (id, place)).ToDictionary(pair => pair.id, pair => pair.place);
    }

    /// <summary>What the sample is made of.</summary>
    public IReadOnlyList<Stratum> Strata { get; }

    /// <summary>How many of the words are the sample; those behind were asked about.</summary>
    public int SampleSize { get; }

    /// <summary>How many words have a point now.</summary>
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

    /// <summary>The ids of all words that have a point now.</summary>
    public int[] Ids()
    {
        lock (_lock)
        {
            return [.. _ids];
        }
    }

    /// <summary>The place of a word; it gets one if it has none and there is room, else −1.</summary>
    public int PlaceOf(int id)
    {
        lock (_lock)
        {
            if (_places.TryGetValue(id, out int place))
            {
                return place;
            }

            if (_ids.Count >= SampleSize + MaxAsked)
            {
                return -1;
            }

            _ids.Add(id);
            _places.Add(id, _ids.Count - 1);
            return _ids.Count - 1;
        }
    }

    /// <summary>The words from a place on.</summary>
    public IReadOnlyList<DrawnWord> From(int place)
    {
        lock (_lock)
        {
            return place >= _ids.Count ? [] : [.. _ids.Skip(place).Select(id => new DrawnWord(_vocabulary[id], _ranks.RankOf(id), CountOf(id)))];
        }
    }

    /// <summary>The rank of a word, from 1.</summary>
    public int RankOf(int id) => _ranks.RankOf(id);

    /// <summary>How often a word occurred; 0 where that isn't known.</summary>
    public long CountOf(int id) => _vocabulary.HasCounts ? _vocabulary.Counts[id] : 0;
}
