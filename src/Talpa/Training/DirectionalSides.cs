using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// One vector a word from the three of a directional model: its input vector x, and its output vectors a and b as a context before and after other words. All are scaled to the same mean
/// square length first. Put
/// <code>
/// z = (√2 x, a, b),     z · z' = 2 x · x' + a · a' + b · b'
/// </code>
/// Each product measures how similar the contexts of two words are: x · x' those on both sides, a · a' those that follow, b · b' those that precede. z is cut to the length of x
/// (<see cref="PrincipalDirections"/>).
/// </summary>
internal static class DirectionalSides
{
    private const float InputFactor = 1.41421356f;

    /// <summary>Joins the vectors.</summary>
    /// <param name="input">The input vectors, words × dimension.</param>
    /// <param name="output">The output vectors, 2 · words × dimension: before and after in turn.</param>
    /// <param name="newTable">Makes the table of the result.</param>
    /// <returns>Words × dimension.</returns>
    public static PaddedMatrix Join(PaddedMatrix input, PaddedMatrix output, NewTable newTable)
    {
        int dimension = output.Dimension;
        int words = output.Rows / 2;
        float[] scales = [PrincipalDirections.Scale(input, output, step: 2), PrincipalDirections.Scale(input, output, first: 1, step: 2)];
        return PrincipalDirections.Cut(
            words,
            3 * dimension,
            (word, z) =>
            {
                TensorPrimitives.Multiply(input[word], InputFactor, z);
                TensorPrimitives.Multiply(output[2 * word], scales[0], z[dimension..]);
                TensorPrimitives.Multiply(output[(2 * word) + 1], scales[1], z[(2 * dimension)..]);
            },
            dimension,
            newTable);
    }
}
