using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// One vector a word from a model's two. For input vectors x and output vectors y, which are scaled to the same mean square length first (the scores x · y
/// leave it free how they divide their length), put
/// <code>
/// z = (x + y,  μ (x − y)),     z · z' = (1 + μ²) (x · x' + y · y') + (1 − μ²) (x · y' + y · x')
/// </code>
/// x · x' and y · y' measure how similar the contexts of two words are; x · y' measures how often they are neighbours. The plain sum, μ = 0, weighs both equally;
/// μ = 1 measures similarity alone. z is twice as long as a vector may be, so it is rotated to its principal axes, sorted by variance, and cut in
/// the middle: what is left is the best that half the numbers can say about the products (principal directions, about zero, of the words' z).
/// </summary>
internal static class BothSides
{
    /// <summary>μ: being neighbours counts a third of having similar contexts.</summary>
    private const float Difference = 0.70710678f;

    /// <summary>Words whose z determine the principal axes: the most frequent ones.</summary>
    private const int MaxWords = 50_000;

    /// <summary>Joins the vectors of both sides.</summary>
    /// <param name="input">The input vectors, words × dimension.</param>
    /// <param name="output">The output vectors, words × dimension.</param>
    /// <param name="newTable">Makes the table of the result.</param>
    /// <returns>Words × dimension.</returns>
    public static PaddedMatrix Join(PaddedMatrix input, PaddedMatrix output, NewTable newTable)
    {
        int dimension = output.Dimension;
        float scale = Scale(input, output);
        PaddedMatrix directions = Directions(input, output, scale);
        PaddedMatrix joined = newTable(output.Rows, dimension);

        // Rows of padded matrices, because the order in which TensorPrimitives adds depends on where in memory the numbers lie.
        Span<float> z = new PaddedMatrix(1, 2 * dimension).Row(0);
        for (int word = 0; word < output.Rows; word++)
        {
            Pair(input[word], output[word], scale, z);
            Span<float> vector = joined.Row(word);
            for (int d = 0; d < dimension; d++)
            {
                vector[d] = TensorPrimitives.Dot(directions[d], z);
            }
        }

        return joined;
    }

    /// <summary>The factor that gives the output vectors the mean square length of the input vectors.</summary>
    private static float Scale(PaddedMatrix input, PaddedMatrix output)
    {
        double inputs = 0;
        double outputs = 0;
        for (int word = 0; word < output.Rows; word++)
        {
            inputs += TensorPrimitives.SumOfSquares(input[word]);
            outputs += TensorPrimitives.SumOfSquares(output[word]);
        }

        return inputs > 0 && outputs > 0 ? (float)Math.Sqrt(inputs / outputs) : 1;
    }

    private static PaddedMatrix Directions(PaddedMatrix input, PaddedMatrix output, float scale)
    {
        double[][] products = Products(input, output, scale);
        double[][] vectors = SymmetricEigen.Vectors(products);
        var directions = new PaddedMatrix(output.Dimension, 2 * output.Dimension);
        for (int i = 0; i < directions.Rows; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(vectors[i], directions.Row(i));
        }

        return directions;
    }

    /// <summary>Σ z zᵀ.</summary>
    private static double[][] Products(PaddedMatrix input, PaddedMatrix output, float scale)
    {
        int length = 2 * output.Dimension;
        double[][] products = [.. Enumerable.Range(0, length).Select(_ => new double[length])];
        float[] z = new float[length];
        double[] wide = new double[length];
        for (int word = 0; word < Math.Min(MaxWords, output.Rows); word++)
        {
            Pair(input[word], output[word], scale, z);
            TensorPrimitives.ConvertChecked<float, double>(z, wide);
            for (int d = 0; d < length; d++)
            {
                TensorPrimitives.MultiplyAdd(wide, wide[d], products[d], products[d]);
            }
        }

        return products;
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
