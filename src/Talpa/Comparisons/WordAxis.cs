using Talpa.Evaluation;
using Talpa.Vectors;

namespace Talpa.Comparisons;

/// <summary>
/// A direction between two poles, such as from he to she, and where words are on it. For pairs of words (a, b) with unit vectors it is the sum of the differences b − a, each scaled to length
/// 1, scaled to length 1. A word's position is the cosine of its vector with the axis: below 0 on the side of the first words, above 0 on that of the second ones.
/// </summary>
/// <remarks>
/// T. Bolukbasi, K. Chang, J. Zou, V. Saligrama and A. Kalai, "Man is to Computer Programmer as Woman is to Homemaker? Debiasing Word Embeddings", 2016. Immutable, so that any number of threads
/// may use it at once.
/// </remarks>
public sealed class WordAxis
{
    private readonly WordVectors _vectors;
    private readonly float[] _direction;
    private readonly string[] _poles;

    private WordAxis(WordVectors vectors, float[] direction, string[] poles)
    {
        _vectors = vectors;
        _direction = direction;
        _poles = poles;
    }

    /// <summary>The axis, a vector of length 1.</summary>
    public ReadOnlyMemory<float> Direction => _direction;

    /// <summary>An axis from one word to another.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="first">The word at the end below 0.</param>
    /// <param name="second">The word at the end above 0.</param>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="UnusableInputException">The two words have the same direction.</exception>
    public static WordAxis Between(WordVectors vectors, string first, string second) => Between(vectors, [(first, second)]);

    /// <summary>An axis from several pairs of words, each with the same weight: steadier than one pair.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="pairs">1 pair or more, the word at the end below 0 first.</param>
    /// <exception cref="ArgumentException">There are no pairs.</exception>
    /// <exception cref="UnknownWordException">A word has no vector.</exception>
    /// <exception cref="UnusableInputException">The words of a pair have the same direction, or the differences of the pairs cancel out.</exception>
    public static WordAxis Between(WordVectors vectors, IReadOnlyList<(string First, string Second)> pairs)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(pairs);
        if (pairs.Count == 0)
        {
            throw new ArgumentException("An axis takes one pair of words or more.", nameof(pairs));
        }

        double[] sum = new double[vectors.Dimension];
        foreach ((string first, string second) in pairs)
        {
            double[] from = UnitOf(vectors, first);
            double[] difference = [.. UnitOf(vectors, second).Zip(from, (to, other) => to - other)];
            Scale(difference, $"the words {Quoted.Text(first)} and {Quoted.Text(second)} have the same direction; name two words of different meanings");
            for (int d = 0; d < sum.Length; d++)
            {
                sum[d] += difference[d];
            }
        }

        Scale(sum, "the differences of the pairs cancel out; write the words of each pair in the same order");
        return new WordAxis(vectors, Array.ConvertAll(sum, number => (float)number), [.. pairs.SelectMany(pair => (string[])[pair.First, pair.Second])]);
    }

    /// <summary>Reads pairs of words from a file: a pair a line, with spaces or a tab between. Blank lines and lines that begin with # are skipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="encoding">The name of its encoding, such as windows-1252; <c>null</c> for UTF-8.</param>
    /// <exception cref="ArgumentException">There is no such encoding.</exception>
    /// <exception cref="UnusableInputException">There is no such file, it has no pairs, or a line is no pair (the message has its number).</exception>
    public static IReadOnlyList<(string First, string Second)> ReadPairs(string path, string? encoding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var pairs = new List<(string First, string Second)>();
        foreach ((int number, string line) in EvaluationFile.Lines(path, encoding).Where(line => !line.Text.StartsWith('#')))
        {
            string[] words = line.Split(line.Contains('\t', StringComparison.Ordinal) ? ['\t'] : null, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            pairs.Add(words.Length == 2
                ? (words[0], words[1])
                : throw EvaluationFile.Fault(path, number, $"{words.Length} words instead of 2; write a pair a line, with a tab between words that hold spaces"));
        }

        return pairs.Count > 0 ? pairs : throw new UnusableInputException($"{path}: there are no pairs of words in the file; write a pair a line");
    }

    /// <summary>Where a word is on the axis, −1 to 1; 0 where its vector has no direction.</summary>
    /// <exception cref="UnknownWordException">The word has no vector.</exception>
    public double PositionOf(string word) => Cosines.Between(QueryWord.Find(_vectors, word).Vector.Span, _direction);

    /// <summary>The words of the vocabulary farthest on the side of the first words, without the words of the pairs, the farthest first.</summary>
    /// <param name="count">How many words to return, 1 or more.</param>
    /// <param name="among">How many words are candidates, 1 or more, those with the lowest ids; <c>null</c> for all.</param>
    /// <returns>Words with their positions.</returns>
    public IReadOnlyList<Neighbour> FirstEnd(int count = 10, int? among = null) =>
        [.. _vectors.Nearest(Array.ConvertAll(_direction, number => -number), count, _poles, among).Select(found => found with { Similarity = -found.Similarity })];

    /// <summary>The words of the vocabulary farthest on the side of the second words, without the words of the pairs, the farthest first.</summary>
    /// <param name="count">How many words to return, 1 or more.</param>
    /// <param name="among">How many words are candidates, 1 or more, those with the lowest ids; <c>null</c> for all.</param>
    /// <returns>Words with their positions.</returns>
    public IReadOnlyList<Neighbour> SecondEnd(int count = 10, int? among = null) => _vectors.Nearest(_direction, count, _poles, among);

    private static double[] UnitOf(WordVectors vectors, string word)
    {
        double[] unit = new double[vectors.Dimension];
        UnitRows.ToUnit(QueryWord.Find(vectors, word).Vector.Span, unit);
        return unit;
    }

    /// <summary>Scales a vector to length 1.</summary>
    private static void Scale(double[] vector, string faultOfZeros)
    {
        double length = Math.Sqrt(vector.Sum(number => number * number));
        if (length < 1e-6)
        {
            throw new UnusableInputException(faultOfZeros);
        }

        for (int d = 0; d < vector.Length; d++)
        {
            vector[d] /= length;
        }
    }
}
