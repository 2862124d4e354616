using System.Numerics.Tensors;
using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Vectors;

/// <summary>
/// The products Σ x·xᵀ of vectors x with themselves, D × D numbers, and their dominant direction: its first eigenvector, which is the first right singular
/// vector of the matrix of all x. Cost: N · D² operations for N vectors, then some 30 · D³. The sums are in double precision and in the order of the vectors, whatever the
/// number of threads.
/// </summary>
internal sealed class VectorProducts
{
    /// <summary>Rows of the products that one thread adds to at a time: of 100 numbers, they fit the first-level cache.</summary>
    private const int BlockRows = 16;

    private readonly double[][] _products;

    /// <summary>Starts with no vectors.</summary>
    /// <param name="dimension">Length of a vector, D.</param>
    public VectorProducts(int dimension) => _products = [.. Enumerable.Range(0, dimension).Select(_ => new double[dimension])];

    /// <summary>Adds vectors; those that hold NaN or infinity are left out.</summary>
    /// <param name="vectors">The vectors, a row each.</param>
    /// <param name="threads">The most threads to use.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public void Add(PaddedMatrix vectors, int threads, CancellationToken cancellationToken)
    {
        int blocks = (_products.Length + BlockRows - 1) / BlockRows;
        var limits = new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellationToken };
        _ = Parallel.For(0, blocks, limits, block => AddToRows(vectors, block * BlockRows, Math.Min(_products.Length, (block + 1) * BlockRows)));
    }

    /// <summary>The direction, D numbers of length 1, of which the largest is positive; <c>null</c> where all vectors were zeros. The products are overwritten.</summary>
    public float[]? FirstComponent()
    {
        double trace = 0;
        for (int i = 0; i < _products.Length; i++)
        {
            trace += _products[i][i];
            for (int j = 0; j < i; j++)
            {
                _products[i][j] = _products[j][i];
            }
        }

        return trace > 0 ? Array.ConvertAll(SymmetricEigen.Vectors(_products)[0], number => (float)number) : null;
    }

    /// <summary>Removes a direction from a vector: its projection on it.</summary>
    /// <param name="component">The direction, of length 1; none to leave the vector as it is.</param>
    /// <param name="vector">As many numbers.</param>
    public static void Remove(ReadOnlySpan<float> component, Span<float> vector)
    {
        if (!component.IsEmpty)
        {
            TensorPrimitives.MultiplyAdd(component, -TensorPrimitives.Dot(component, vector), vector, vector);
        }
    }

    /// <summary>Adds to the upper triangle of some rows; the lower one is the same.</summary>
    private void AddToRows(PaddedMatrix vectors, int first, int end)
    {
        double[] numbers = new double[_products.Length];
        for (int row = 0; row < vectors.Rows; row++)
        {
            TensorPrimitives.ConvertTruncating<float, double>(vectors[row], numbers);
            if (!double.IsFinite(TensorPrimitives.Sum<double>(numbers)))
            {
                continue;
            }

            for (int i = first; i < end; i++)
            {
                Span<double> products = _products[i].AsSpan(i);
                TensorPrimitives.MultiplyAdd(numbers.AsSpan(i), numbers[i], products, products);
            }
        }
    }
}
