using System.Numerics.Tensors;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// One vector a word from a model's two. For input vectors x and output vectors y, which are scaled to the same mean square length first (the scores x · y
/// leave it free how they divide their length), put
/// <code>
/// z = (x + y,  μ (x − y)),     z · z' = (1 + μ²) (x · x' + y · y') + (1 − μ²) (x · y' + y · x')
/// </code>
/// x · x' and y · y' measure how similar the contexts of two words are; x · y' measures how often they are neighbours. The plain sum, μ = 0, weighs both equally;
/// μ = 1 measures similarity alone. z is cut to the length of x (<see cref="PrincipalDirections"/>).
/// </summary>
internal static class BothSides
{
    /// <summary>μ: being neighbours counts a third of having similar contexts.</summary>
    private const float Difference = 0.70710678f;

    /// <summary>Joins the vectors of both sides.</summary>
    /// <param name="input">The input vectors, words × dimension.</param>
    /// <param name="output">The output vectors, words × dimension.</param>
    /// <param name="newTable">Makes the table of the result.</param>
    /// <returns>Words × dimension.</returns>
    public static PaddedMatrix Join(PaddedMatrix input, PaddedMatrix output, NewTable newTable)
    {
        float scale = PrincipalDirections.Scale(input, output);
        return PrincipalDirections.Cut(output.Rows, 2 * output.Dimension, (word, z) => Pair(input[word], output[word], scale, z), output.Dimension, newTable);
    }

    private static void Pair(ReadOnlySpan<float> input, ReadOnlySpan<float> output, float scale, Span<float> z)
    {
        Span<float> rest = z[input.Length..];
        TensorPrimitives.Multiply(output, -scale, rest);
        TensorPrimitives.Subtract(input, rest, z[..input.Length]);
        TensorPrimitives.Add(input, rest, rest);
        TensorPrimitives.Multiply(rest, Difference, rest);
    }
}
