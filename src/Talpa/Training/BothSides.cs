using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// One vector a word from a model's two. For input vectors x and output vectors y put
/// <code>
/// z = (x + y,  λ (x − y)),     z · z' = (1 + λ²) (x · x' + y · y') + (1 − λ²) (x · y' + y · x')
/// </code>
/// x · x' and y · y' measure how similar the contexts of two words are; x · y' measures how often they are neighbours. The plain sum, λ = 0, weighs both equally;
/// λ = 1 measures similarity alone. z is twice as long as a vector may be, so it is rotated to its principal axes, sorted by variance, and cut in
/// the middle: what is left is the best that half the numbers can say about the products (principal directions, about zero, of the words' z).
/// </summary>
internal static class BothSides
{
    /// <summary>λ: being neighbours counts a third of having similar contexts.</summary>
    private const float Difference = 0.70710678f;

    /// <summary>Words whose z determine the principal axes: the most frequent ones.</summary>
    private const int MaxWords = 50_000;

    /// <summary>Words × dimension.</summary>
    public static PaddedMatrix Join(PaddedMatrix input, PaddedMatrix output)
    {
        int dimension = output.Dimension;
        float[][] directions = Directions(input, output);
        var joined = new PaddedMatrix(output.Rows, dimension);
        float[] z = new float[2 * dimension];
        for (int word = 0; word < output.Rows; word++)
        {
            Pair(input[word], output[word], z);
            Span<float> vector = joined.Row(word);
            for (int d = 0; d < dimension; d++)
            {
                vector[d] = TensorPrimitives.Dot<float>(directions[d], z);
            }
        }

        return joined;
    }

    private static float[][] Directions(PaddedMatrix input, PaddedMatrix output)
    {
        double[][] products = Products(input, output);
        double[][] vectors = SymmetricEigen.Vectors(products);
        return [.. vectors.Take(output.Dimension).Select(vector => Array.ConvertAll(vector, x => (float)x))];
    }

    /// <summary>Σ z zᵀ.</summary>
    private static double[][] Products(PaddedMatrix input, PaddedMatrix output)
    {
        int length = 2 * output.Dimension;
        double[][] products = [.. Enumerable.Range(0, length).Select(_ => new double[length])];
        float[] z = new float[length];
        double[] wide = new double[length];
        for (int word = 0; word < Math.Min(MaxWords, output.Rows); word++)
        {
            Pair(input[word], output[word], z);
            TensorPrimitives.ConvertChecked<float, double>(z, wide);
            for (int d = 0; d < length; d++)
            {
                TensorPrimitives.MultiplyAdd(wide, wide[d], products[d], products[d]);
            }
        }

        return products;
    }

    private static void Pair(ReadOnlySpan<float> input, ReadOnlySpan<float> output, Span<float> z)
    {
        TensorPrimitives.Add(input, output, z);
        Span<float> rest = z[input.Length..];
        TensorPrimitives.Subtract(input, output, rest);
        TensorPrimitives.Multiply(rest, Difference, rest);
    }
}
