using System.Diagnostics;
using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Sampling;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Exploring;

/// <summary>Answers questions by the library, over all words and in all dimensions, whatever is drawn. Words of an answer get points.</summary>
/// <param name="vectors">Gives the vectors as they are now.</param>
/// <param name="drawn">The words that have points.</param>
internal sealed class Explorer(Func<WordVectors> vectors, DrawnWords drawn)
{
    private const int MaxCompletions = 12;
    private const int MaxNeighbours = 100;
    private const int MaxCompared = 16;
    private const int MaxMapped = 30;
    private const int MaxGroups = 10;

    /// <summary>Words that begin so, by frequency; those that are written exactly so first.</summary>
    public string[] Complete(string beginning)
    {
        if (beginning.Length == 0)
        {
            return [];
        }

        // One pass, since there may be millions of words: those written so, and the first of those written so but for capitals.
        var exact = new List<string>();
        var others = new List<string>();
        foreach (string word in vectors().Vocabulary.Words)
        {
            if (!word.StartsWith(beginning, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            bool isExact = word.StartsWith(beginning, StringComparison.Ordinal);
            if (isExact ? exact.Count < 2 * MaxCompletions : others.Count < MaxCompletions)
            {
                (isExact ? exact : others).Add(word);
            }

            if (exact.Count == 2 * MaxCompletions)
            {
                break;
            }
        }

        return [.. exact.Concat(others).OrderByDescending(word => word == beginning).Take(MaxCompletions)];
    }

    /// <summary>The words nearest to a word.</summary>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    public WordAnswer Nearest(string word, int count)
    {
        WordVectors now = vectors();
        long start = Stopwatch.GetTimestamp();
        IReadOnlyList<Neighbour> neighbours = now.Nearest(word, Math.Clamp(count, 1, MaxNeighbours));
        double milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        _ = now.Vocabulary.TryGetId(word, out int id);
        return new WordAnswer(word, drawn.RankOf(id), drawn.CountOf(id), drawn.PlaceOf(id), Answered(now, neighbours), milliseconds);
    }

    /// <summary>What is to c as b is to a.</summary>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    public AnalogyAnswer Analogy(string a, string b, string c)
    {
        WordVectors now = vectors();
        IReadOnlyList<Neighbour> answers = now.Analogy(a, b, c, 5);
        return new AnalogyAnswer(Answered(now, [.. new[] { a, b, c }.Select(word => new Neighbour(word, 1))]), Answered(now, answers));
    }

    /// <summary>The cosines between words.</summary>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    public Comparison Compare(IEnumerable<string> words)
    {
        WordVectors now = vectors();
        string[] compared = [.. words.Distinct(StringComparer.Ordinal).Take(MaxCompared)];
        return new Comparison(compared, [.. compared.Select(a => compared.Select(b => now.Similarity(a, b)).ToArray())]);
    }

    /// <summary>The drawn words in groups.</summary>
    public Clusters Group(int groups) => Clustering.Of(vectors(), drawn.Ids(), Math.Clamp(groups, 2, MaxGroups));

    /// <summary>A word in the middle of its neighbours.</summary>
    /// <exception cref="UnknownWordException">There is no such word.</exception>
    public NeighbourMap Map(string word, int count)
    {
        WordVectors now = vectors();
        return NeighbourMaps.Of(now, word, now.Nearest(word, Math.Clamp(count, 1, MaxMapped)));
    }

    /// <summary>Neighbours with their points.</summary>
    public AnsweredWord[] Answered(WordVectors now, IReadOnlyList<Neighbour> neighbours) =>
        [.. neighbours.Select(neighbour => new AnsweredWord(neighbour.Word, PlaceOf(now, neighbour.Word), neighbour.Similarity))];

    /// <summary>The place of a word, which gets a point if it has none and there is room; else −1.</summary>
    public int PlaceOf(WordVectors now, string word) => now.Vocabulary.TryGetId(word, out int id) ? drawn.PlaceOf(id) : -1;
}
