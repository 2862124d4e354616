using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Training;

/// <summary>
/// Shortens vectors that are composed of several: they are rotated to their principal directions (about zero), sorted by variance, and cut. What is left is the best approximation of their
/// products in that many numbers.
/// </summary>
internal static class PrincipalDirections
{
    /// <summary>Words whose vectors determine the directions: the most frequent ones.</summary>
    private const int MaxWords = 50_000;

    /// <summary>Composes the long vector of a word.</summary>
    /// <param name="word">The id of the word.</param>
    /// <param name="vector">The vector, overwritten.</param>
    public delegate void Composition(int word, Span<float> vector);

    /// <summary>Shortens the vectors of words.</summary>
    /// <param name="words">Number of words.</param>
    /// <param name="length">Length of the composed vectors.</param>
    /// <param name="compose">Composes them.</param>
    /// <param name="dimension">Length of the result.</param>
    /// <param name="newTable">Makes the table of the result.</param>
    /// <returns>Words × dimension.</returns>
    public static PaddedMatrix Cut(int words, int length, Composition compose, int dimension, NewTable newTable)
    {
        PaddedMatrix directions = FindDirections(words, length, compose, dimension);
        PaddedMatrix shortened = newTable(words, dimension);

        // Rows of padded matrices, because the order in which TensorPrimitives adds depends on where in memory the numbers lie.
        Span<float> composed = new PaddedMatrix(1, length).Row(0);
        for (int word = 0; word < words; word++)
        {
            compose(word, composed);
            Span<float> vector = shortened.Row(word);
            for (int d = 0; d < dimension; d++)
            {
                vector[d] = TensorPrimitives.Dot(directions[d], composed);
            }
        }

        return shortened;
    }

    /// <summary>The factor that gives rows of a table the mean square length of the rows of another.</summary>
    /// <param name="model">The other table.</param>
    /// <param name="table">The table.</param>
    /// <param name="first">The first of the rows.</param>
    /// <param name="step">How far apart they are: there are as many as in the other table.</param>
    public static float Scale(PaddedMatrix model, PaddedMatrix table, int first = 0, int step = 1)
    {
        double wanted = 0;
        double given = 0;
        for (int row = 0; row < table.Rows / step; row++)
        {
            wanted += TensorPrimitives.SumOfSquares(model[row]);
            given += TensorPrimitives.SumOfSquares(table[first + (row * step)]);
        }

        return wanted > 0 && given > 0 ? (float)Math.Sqrt(wanted / given) : 1;
    }

    private static PaddedMatrix FindDirections(int words, int length, Composition compose, int dimension)
    {
        double[][] vectors = SymmetricEigen.Vectors(Products(words, length, compose));
        var directions = new PaddedMatrix(dimension, length);
        for (int i = 0; i < dimension; i++)
        {
            TensorPrimitives.ConvertTruncating<double, float>(vectors[i], directions.Row(i));
        }

        return directions;
    }

    /// <summary>Σ z zᵀ over the composed vectors z.</summary>
    private static double[][] Products(int words, int length, Composition compose)
    {
        double[][] products = [.. Enumerable.Range(0, length).Select(_ => new double[length])];
        float[] composed = new float[length];
        double[] wide = new double[length];
        for (int word = 0; word < Math.Min(MaxWords, words); word++)
        {
            compose(word, composed);
            TensorPrimitives.ConvertChecked<float, double>(composed, wide);
            for (int d = 0; d < length; d++)
            {
                TensorPrimitives.MultiplyAdd(wide, wide[d], products[d], products[d]);
            }
        }

        return products;
    }
}
