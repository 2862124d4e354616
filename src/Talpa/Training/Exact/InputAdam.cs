using System.Numerics.Tensors;
using Talpa.Kernels;

namespace Talpa.Training.Exact;

/// <summary>
/// Moves input vectors by Adam with one second moment a vector, as <see cref="OutputAdam"/> does. An input vector has a gradient only when
/// its word's turn comes, once a sweep: so each counts its own steps, and forgets faster.
/// </summary>
internal sealed class InputAdam(int words, int dimension)
{
    private readonly VectorTable _momentum = new(words, dimension);
    private readonly float[] _squares = new float[words];
    private readonly int[] _steps = new int[words];
    private readonly float[] _scratch = new float[dimension];

    /// <summary>Moves a word's vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="word">The word's id.</param>
    /// <param name="gradient">The gradient of the loss.</param>
    /// <param name="rate">The learning rate.</param>
    public void Apply(Span<float> vector, int word, ReadOnlySpan<float> gradient, double rate)
    {
        float square = TensorPrimitives.SumOfSquares(gradient) / gradient.Length;
        _squares[word] += (1 - AdamRate.SquareDecay) * (square - _squares[word]);
        Span<float> momentum = _momentum[word];
        TensorPrimitives.Subtract(gradient, momentum, _scratch);
        TensorPrimitives.MultiplyAdd(_scratch, 1 - AdamRate.Decay, momentum, momentum);
        float step = new AdamRate(rate, ++_steps[word]).For(_squares[word]);
        TensorPrimitives.MultiplyAdd(momentum, -step, vector, vector);
    }
}
