using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Text;

namespace Talpa.Objectives;

/// <summary>
/// The softmax over the whole vocabulary, as in <see cref="Textbook.SkipGram"/>, in single precision. With h a hidden vector and C
/// targets o: p(w) = softmax(u(w) · h), loss = − Σ log p(o), error(w) = C · p(w) − times w is a target. One softmax serves all targets
/// of a hidden vector. Cost: 6 · V · dimension operations for each hidden vector.
/// </summary>
internal readonly struct FullSoftmax : IObjective
{
    private readonly PaddedMatrix _output;
    private readonly PaddedMatrix _scores;

    /// <summary>Makes one worker's objective.</summary>
    /// <param name="output">The output vectors, a row for each word.</param>
    public FullSoftmax(PaddedMatrix output)
    {
        _output = output;
        _scores = new PaddedMatrix(1, output.Rows);
        Ahead = new RowsAhead(maxRows: 0);
    }

    /// <inheritdoc/>
    public Span<int> DrawnAhead => [];

    /// <inheritdoc/>
    public RowsAhead Ahead { get; }

    /// <inheritdoc/>
    public void Begin(ref SplitMix64 random)
    {
        // Nothing is drawn.
    }

    /// <inheritdoc/>
    public double Learn(RowSet hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate, ref SplitMix64 random)
    {
        double loss = 0;
        for (int i = 0; i < hidden.Count; i++)
        {
            loss += LearnOne(hidden.Table.PaddedRow(hidden.Rows[i]), delta.Slice(i * _output.Stride, _output.Stride), targets, rate);
        }

        return loss;
    }

    /// <inheritdoc/>
    public void Prefetch(WordId target)
    {
        // Every row is asked for each time.
    }

    private double LearnOne(ReadOnlySpan<float> hidden, Span<float> delta, ReadOnlySpan<WordId> targets, float rate)
    {
        Span<float> scores = _scores.Padded;
        Softmax.Scores(hidden, _output.Padded, _output.Rows, scores);
        double loss = 0;
        foreach (WordId target in targets)
        {
            loss -= scores[target.Value];
        }

        loss += targets.Length * Softmax.Normalise(scores);

        // From probabilities to −rate · error, in place.
        TensorPrimitives.Multiply(scores, -rate * targets.Length, scores);
        foreach (WordId target in targets)
        {
            scores[target.Value] += rate;
        }

        Softmax.Update(hidden, delta, _output.Padded, _output.Rows, scores);
        return loss;
    }
}
