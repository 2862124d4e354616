using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Vectors;

/// <summary>
/// The probabilities that a softmax model gives to the words around a word: p(o | w) = exp(u(o) · h(w) + bias(o)) / Σ exp(u(v) · h(w) + bias(v)), with h the
/// input and u the output vectors. Immutable, so that any number of threads may use it at once. The probabilities are meaningful for models trained with
/// the exact or the full softmax; negative sampling does not learn probabilities.
/// </summary>
public sealed class ContextPrediction
{
    /// <summary>The name under which a file keeps the input vectors when its words' vectors are others.</summary>
    internal const string InputTable = "input";

    /// <summary>The name under which a file keeps the biases, 1 × V.</summary>
    internal const string BiasTable = "output-bias";

    private readonly PaddedMatrix _output;
    private readonly float[] _bias;

    /// <summary>Puts a model's tables together; none is copied.</summary>
    /// <param name="input">The words and their input vectors (not the sum of both sides).</param>
    /// <param name="output">The output vectors, V × dimension; or 2 V × dimension, for each word that as a context before a centre word, then that after.</param>
    /// <param name="bias">What is added to the score of each output vector, one row; <c>null</c> for zeros.</param>
    /// <exception cref="ArgumentException">The tables are not of one size.</exception>
    public ContextPrediction(WordVectors input, PaddedMatrix output, PaddedMatrix? bias = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (!HasContexts(input, output) || output.Dimension != input.Dimension)
        {
            throw new ArgumentException(
                $"There are {input.Count} input vectors of {input.Dimension} numbers, but {output.Rows} output vectors of {output.Dimension}.", nameof(output));
        }

        if (bias is not null && (bias.Rows != 1 || bias.Dimension != output.Rows))
        {
            throw new ArgumentException($"The biases must be one row of {output.Rows} numbers, not {bias.Rows} of {bias.Dimension}.", nameof(bias));
        }

        Input = input;
        _output = output;
        _bias = bias is null ? new float[output.Rows] : bias[0].ToArray();
    }

    /// <summary>Puts together what a file holds.</summary>
    /// <param name="vectors">The words and their vectors.</param>
    /// <param name="output">The output vectors, where there are any.</param>
    /// <param name="tables">The further tables by name: <see cref="InputTable"/>, where the words' vectors are not the input vectors, and <see cref="BiasTable"/>.</param>
    /// <returns><c>null</c> when there are no output vectors with one row for each word, or two.</returns>
    /// <exception cref="ArgumentException">The tables are not of one size.</exception>
    internal static ContextPrediction? From(WordVectors vectors, PaddedMatrix? output, IReadOnlyDictionary<string, PaddedMatrix> tables)
    {
        ArgumentNullException.ThrowIfNull(vectors);
        ArgumentNullException.ThrowIfNull(tables);
        if (output is null || !HasContexts(vectors, output))
        {
            return null;
        }

        WordVectors input = tables.TryGetValue(InputTable, out PaddedMatrix? own) ? new WordVectors(vectors.Vocabulary, own) : vectors;
        return new ContextPrediction(input, output, tables.GetValueOrDefault(BiasTable));
    }

    /// <summary>The words and their input vectors.</summary>
    public WordVectors Input { get; }

    /// <summary>Whether words before a centre word and words after it have probabilities of their own (<see cref="ExactSoftmax.Directional"/>).</summary>
    public bool IsDirectional => _output.Rows != Input.Count;

    /// <summary>The probability of every word as a neighbour of a centre word: V numbers in id order, 0 to 1, that sum to 1.</summary>
    /// <param name="centre">The id of the centre word, 0 to V − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public float[] Probabilities(int centre)
    {
        float[] scores = Scores(centre);
        Softmax.Normalise(scores);
        return IsDirectional ? SumOfSides(scores) : scores[..Input.Count];
    }

    /// <summary>p(o | w, side): the probability of every word as a neighbour of a centre word, given that it stands on one side of it. V numbers in id order, 0 to 1, that sum to 1.</summary>
    /// <param name="centre">The id of the centre word, 0 to V − 1.</param>
    /// <param name="side">The side.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id or side.</exception>
    /// <exception cref="InvalidOperationException">The model does not distinguish sides: <see cref="IsDirectional"/> is false.</exception>
    public float[] Probabilities(int centre, ContextSide side)
    {
        if (side is not (ContextSide.Before or ContextSide.After))
        {
            throw new ArgumentOutOfRangeException(nameof(side), side, $"There is no side {(int)side}.");
        }

        if (!IsDirectional)
        {
            throw new InvalidOperationException("The model does not distinguish words before a word from words after it; train one with the exact softmax and Directional.");
        }

        float[] scores = Scores(centre);
        float[] ofSide = new float[PaddedMatrix.PaddedLength(Input.Count)];
        Array.Fill(ofSide, float.NegativeInfinity);
        for (int word = 0; word < Input.Count; word++)
        {
            ofSide[word] = scores[(2 * word) + (int)side];
        }

        Softmax.Normalise(ofSide);
        return ofSide[..Input.Count];
    }

    /// <summary>The natural logarithm of the probability of every word as a neighbour of a centre word: V numbers in id order.</summary>
    /// <param name="centre">The id of the centre word, 0 to V − 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such id.</exception>
    public float[] LogProbabilities(int centre)
    {
        float[] scores = Scores(centre);
        float logSum = (float)Softmax.Normalise([.. scores]);
        for (int context = 0; context < scores.Length; context++)
        {
            scores[context] -= logSum;
        }

        return IsDirectional ? LogSumOfSides(scores) : scores[..Input.Count];
    }

    /// <summary>The words most probable around a word, or on one side of it, most probable first.</summary>
    /// <param name="word">The centre word.</param>
    /// <param name="count">How many to return, 1 or more; fewer are returned when the vocabulary has fewer.</param>
    /// <param name="side">The side (<see cref="Probabilities(int, ContextSide)"/>); <c>null</c> for both.</param>
    /// <returns>The words with their probabilities, 0 to 1; over the whole vocabulary these sum to 1.</returns>
    /// <exception cref="UnknownWordException">The word is not in the vocabulary.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The count is below 1, or there is no such side.</exception>
    /// <exception cref="InvalidOperationException">A side is selected, and the model does not distinguish sides: <see cref="IsDirectional"/> is false.</exception>
    public IReadOnlyList<(string Word, double Probability)> Predict(string word, int count = 10, ContextSide? side = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int centre = Input.IdOf(word);
        float[] probabilities = side is null ? Probabilities(centre) : Probabilities(centre, side.Value);
        var best = new BestRows(Math.Min(count, Math.Max(1, probabilities.Length)));
        best.Offer(0, probabilities);
        return [.. best.InOrder().Select(row => (Input.Vocabulary[row.Row], (double)row.Score))];
    }

    /// <summary>The probability of one word as a neighbour of another, 0 to 1.</summary>
    /// <exception cref="UnknownWordException">One of the words is not in the vocabulary.</exception>
    public double Probability(string centre, string context) => Probabilities(Input.IdOf(centre))[Input.IdOf(context)];

    /// <summary>Whether there is one output vector for each word, or one for each side of it.</summary>
    private static bool HasContexts(WordVectors words, PaddedMatrix output) => output.Rows == words.Count || output.Rows == 2L * words.Count;

    /// <summary>Scores of all contexts, and −∞ up to a multiple of 16.</summary>
    private float[] Scores(int centre)
    {
        float[] scores = new float[PaddedMatrix.PaddedLength(_bias.Length)];
        Softmax.Scores(Input.Matrix.PaddedRow(centre), _output.Padded, _bias.Length, scores);
        for (int context = 0; context < _bias.Length; context++)
        {
            scores[context] += _bias[context];
        }

        return scores;
    }

    private float[] SumOfSides(float[] probabilities) => [.. Enumerable.Range(0, Input.Count).Select(word => probabilities[2 * word] + probabilities[(2 * word) + 1])];

    private float[] LogSumOfSides(float[] logs) => [.. Enumerable.Range(0, Input.Count).Select(word => LogSum(logs[2 * word], logs[(2 * word) + 1]))];

    private static float LogSum(float a, float b) => Math.Max(a, b) + float.LogP1(MathF.Exp(-Math.Abs(a - b)));
}
