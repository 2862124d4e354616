using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Training.Checkpoints;

namespace Talpa.Training.Exact;

/// <summary>
/// Moves input vectors by Adam with one second moment a vector, as <see cref="OutputAdam"/> does. But an input vector has a gradient only when
/// its word's turn comes, once a sweep, while the output vectors have moved hundreds of times: so it takes longer steps and forgets sooner.
/// </summary>
internal sealed class InputAdam(int words, int dimension) : IResumable
{
    /// <summary>The learning rate of input vectors, in those of output vectors.</summary>
    private const double Stride = 10;

    private const float Decay = 0.5f;
    private const float SquareDecay = 0.9f;

    private readonly PaddedMatrix _momentum = new(words, dimension);
    private readonly float[] _squares = new float[words];
    private readonly int[] _steps = new int[words];
    private readonly float[] _scratch = new float[dimension];

    /// <summary>Moves a word's vector.</summary>
    /// <param name="vector">The vector.</param>
    /// <param name="word">The word's id.</param>
    /// <param name="gradient">The gradient of the loss.</param>
    /// <param name="rate">The learning rate of the output vectors.</param>
    public void Apply(Span<float> vector, int word, ReadOnlySpan<float> gradient, double rate)
    {
        float square = TensorPrimitives.SumOfSquares(gradient) / gradient.Length;
        _squares[word] += (1 - SquareDecay) * (square - _squares[word]);
        Span<float> momentum = _momentum.Row(word);
        TensorPrimitives.Subtract(gradient, momentum, _scratch);
        TensorPrimitives.MultiplyAdd(_scratch, 1 - Decay, momentum, momentum);
        float step = new AdamRate(Stride * rate, Decay, SquareDecay, ++_steps[word]).For(_squares[word]);
        TensorPrimitives.MultiplyAdd(momentum, -step, vector, vector);
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(_momentum.Padded);
        archive.Exchange(_squares.AsSpan());
        archive.Exchange(_steps.AsSpan());
    }
}
