namespace Talpa.Studio.Common.Messages;

/// <summary>A word and its nearest words, among all words and in all dimensions.</summary>
/// <param name="Word">The word.</param>
/// <param name="Rank">Its rank by frequency, from 1; 0 if it is not in the vocabulary.</param>
/// <param name="Count">How often it occurs in the text; 0 if unknown.</param>
/// <param name="Index">Its index among the drawn words, from 0; −1 if it has no point.</param>
/// <param name="Ngrams">The number of character n-grams that its vector is composed of; 0 for a word of the vocabulary.</param>
/// <param name="Neighbours">The nearest words, the nearest first.</param>
/// <param name="Milliseconds">The time of the search.</param>
public sealed record WordAnswer(string Word, int Rank, long Count, int Index, int Ngrams, IReadOnlyList<ScoredWord> Neighbours, double Milliseconds)
{
    /// <summary>Whether the word is in the vocabulary.</summary>
    public bool IsKnown => Ngrams == 0;
}

/// <summary>The solution of the analogy a : b = c : ?, among all words and in all dimensions.</summary>
/// <param name="Question">The three given words and their points.</param>
/// <param name="Answers">The best solutions, the best first.</param>
public sealed record AnalogyAnswer(IReadOnlyList<ScoredWord> Question, IReadOnlyList<ScoredWord> Answers);

/// <summary>A word in the result of a query.</summary>
/// <param name="Word">The word.</param>
/// <param name="Index">Its index among the drawn words, from 0; −1 if it has no point.</param>
/// <param name="Similarity">Its cosine with the query, −1 to 1.</param>
public sealed record ScoredWord(string Word, int Index, float Similarity);

/// <summary>The cosines of all pairs of some words.</summary>
/// <param name="Words">The words.</param>
/// <param name="Cosines">A row for each word, −1 to 1.</param>
public sealed record Comparison(IReadOnlyList<string> Words, IReadOnlyList<IReadOnlyList<float>> Cosines);

/// <summary>The drawn words in groups of similar direction, computed in all dimensions.</summary>
/// <param name="Examples">For each group a few words near its centre.</param>
/// <param name="Sizes">The number of words in each group.</param>
/// <param name="Members">For each drawn word its group, from 0.</param>
public sealed record Clusters(IReadOnlyList<IReadOnlyList<string>> Examples, IReadOnlyList<int> Sizes, byte[] Members);

/// <summary>
/// A word in the middle of its neighbours. The distance of each neighbour from the middle is exact. The directions are chosen such that
/// the distances among the neighbours are as close to the exact ones as a plane allows.
/// </summary>
/// <param name="Word">The word in the middle.</param>
/// <param name="Points">The neighbours, the nearest first.</param>
/// <param name="Strain">The relative error of the distances among the neighbours: root mean square.</param>
public sealed record RadialMap(string Word, IReadOnlyList<MapPoint> Points, double Strain);

/// <summary>The position of a neighbour in a neighbour map.</summary>
/// <param name="Word">The neighbour.</param>
/// <param name="X">Horizontal position relative to the middle, in distances between vectors of length 1, −2 to 2.</param>
/// <param name="Y">Vertical position relative to the middle, upwards.</param>
/// <param name="Similarity">Its cosine with the word in the middle.</param>
public sealed record MapPoint(string Word, double X, double Y, float Similarity);
