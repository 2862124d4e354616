using System.Diagnostics;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Neighbourhoods;
using Talpa.Studio.Server.Sampling;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>Executes queries of the page with the library: over all words, drawn or not, and in all dimensions. Words in a result get points.</summary>
/// <param name="vectors">Returns the current vectors.</param>
/// <param name="drawn">The words with points.</param>
internal sealed class Explorer(Func<WordVectors> vectors, DrawnWords drawn)
{
    private const int MaxNeighbours = 100;
    private const int MaxCompared = 16;
    private const int MaxMapped = 30;
    private const int MaxGroups = 10;

    private readonly NeighbourhoodMaps _neighbourhoods = new();

    /// <summary>Returns words with a given prefix, see <see cref="Completions"/>.</summary>
    public string[] Complete(string prefix) => Completions.Of(vectors().Vocabulary, prefix);

    /// <summary>Returns the words nearest to a word.</summary>
    /// <exception cref="UnknownWordException">The word has no vector.</exception>
    public WordAnswer Nearest(string word, int count)
    {
        WordVectors now = vectors();
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Neighbour> neighbours = now.Nearest(word, Math.Clamp(count, 1, MaxNeighbours));
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        ScoredWord[] scored = ToScoredWords(now, neighbours);
        return now.Vocabulary.TryGetId(word, out int id)
            ? new WordAnswer(word, drawn.RankOf(id), drawn.CountOf(id), drawn.IndexOf(id), 0, scored, milliseconds)
            : new WordAnswer(word, 0, 0, -1, now.Subwords?.CountNgrams(word) ?? 0, scored, milliseconds);
    }

    /// <summary>Solves the analogy a : b = c : ?.</summary>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public AnalogyAnswer Analogy(string a, string b, string c)
    {
        WordVectors now = vectors();
        IReadOnlyList<Neighbour> answers = now.Analogy(a, b, c, 5);
        return new AnalogyAnswer(ToScoredWords(now, [.. new[] { a, b, c }.Select(word => new Neighbour(word, 1))]), ToScoredWords(now, answers));
    }

    /// <summary>Returns the cosines of all pairs of words.</summary>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public Comparison Compare(IEnumerable<string> words)
    {
        WordVectors now = vectors();
        string[] compared = [.. words.Distinct(StringComparer.Ordinal).Take(MaxCompared)];
        return new Comparison(compared, [.. compared.Select(a => compared.Select(b => now.Similarity(a, b)).ToArray())]);
    }

    /// <summary>Groups the drawn words.</summary>
    public Clusters Group(int groups) => Clustering.Of(vectors(), drawn.Ids(), Math.Clamp(groups, 2, MaxGroups));

    /// <summary>Returns the neighbour map of a word.</summary>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    public RadialMap Map(string word, int count)
    {
        WordVectors now = vectors();
        return RadialMaps.Of(now, word, now.Nearest(word, Math.Clamp(count, 1, MaxMapped)));
    }

    /// <summary>Places the drawn words on one axis between two words, or on two.</summary>
    /// <param name="words">The ends of the first axis, and those of the second one if there are four.</param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="UnusableInputException">The words of an axis have the same direction, or are not two or four.</exception>
    public AxesMap Axes(IReadOnlyList<string> words) => words.Count is 2 or 4
        ? AxesMaps.Of(vectors(), drawn, [.. words.Chunk(2).Select(pair => (pair[0], pair[1]))])
        : throw new ExplainedException(new FaultReason(FaultKeys.AxesWords), "an axis is between two words; type two, or four for two axes");

    /// <summary>Returns the map that keeps neighbourhoods, of the most frequent drawn words.</summary>
    /// <param name="frame">The words on the plane that the page shows.</param>
    /// <param name="isFinal">Whether the vectors don't change any more.</param>
    public NeighbourhoodMap Neighbourhoods(Frame frame, bool isFinal) => _neighbourhoods.Of(vectors(), drawn.Ids(), frame, isFinal);

    /// <summary>Adds the indices of the neighbours' points.</summary>
    public ScoredWord[] ToScoredWords(WordVectors now, IReadOnlyList<Neighbour> neighbours) =>
        [.. neighbours.Select(neighbour => new ScoredWord(neighbour.Word, IndexOf(now, neighbour.Word), neighbour.Similarity))];

    /// <summary>Returns the index of a word's point. A word without one gets one; −1 if the limit is reached.</summary>
    public int IndexOf(WordVectors now, string word) => now.Vocabulary.TryGetId(word, out int id) ? drawn.IndexOf(id) : -1;
}
