using Talpa.Studio.Common.Messages;
using Talpa.Studio.Server.Exploring;
using Talpa.Vectors;

namespace Talpa.Studio.Server.Observing;

/// <summary>Searches the neighbours of followed words at times of a training. Not thread-safe.</summary>
/// <param name="explorer">The words with points.</param>
internal sealed class NeighbourRecorder(Explorer explorer)
{
    private const int Neighbours = 10;
    private const int SearchesPerTraining = 40;

    private long _searchedAt = -1;

    /// <summary>Whether the neighbours are to be searched.</summary>
    /// <param name="tokens">Tokens processed by the training.</param>
    /// <param name="total">Tokens to process.</param>
    /// <param name="canSearch">Whether a search stays within the limit of the cost. The first and the last one are always made.</param>
    /// <param name="isFinal">Whether the vectors are the final ones.</param>
    public bool IsDue(long tokens, long total, bool canSearch, bool isFinal) =>
        _searchedAt < 0 || (canSearch && tokens >= _searchedAt + (total / SearchesPerTraining)) || (isFinal && tokens != _searchedAt);

    /// <summary>Searches the neighbours of words.</summary>
    public NeighbourSnapshot[] Search(WordVectors vectors, IReadOnlyList<string> words, long tokens)
    {
        _searchedAt = tokens;
        IReadOnlyList<IReadOnlyList<Neighbour>> lists = vectors.NearestToEach(words, Neighbours);
        return [.. words.Select((word, i) => new NeighbourSnapshot(word, explorer.IndexOf(vectors, word), tokens, explorer.ToScoredWords(vectors, lists[i])))];
    }
}
