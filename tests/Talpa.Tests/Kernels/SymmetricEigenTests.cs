using Talpa.Kernels;

namespace Talpa.Tests.Kernels;

public class SymmetricEigenTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(9, 9)]
    [InlineData(60, 60)]
    [InlineData(60, 7)]
    public void Eigenvectors_are_orthogonal_satisfy_the_eigenvalue_equation_and_are_sorted_by_descending_eigenvalue(int size, int rank)
    {
        double[][] matrix = Products(size, rank);
        double[][] vectors = SymmetricEigen.Vectors([.. matrix.Select(row => (double[])row.Clone())]);

        double before = double.PositiveInfinity;
        for (int i = 0; i < size; i++)
        {
            double[] image = [.. matrix.Select(row => Dot(row, vectors[i]))];
            double eigenvalue = Dot(image, vectors[i]);
            Assert.True(eigenvalue <= before + 1e-9, $"{eigenvalue} after {before}");
            Assert.All(Enumerable.Range(0, size), d => Assert.Equal(eigenvalue * vectors[i][d], image[d], 1e-9 * size * rank));
            for (int j = 0; j < i; j++)
            {
                Assert.Equal(0, Dot(vectors[i], vectors[j]), 1e-9);
            }

            Assert.Equal(1, Dot(vectors[i], vectors[i]), 1e-9);
            Assert.True(vectors[i].MaxBy(Math.Abs) > 0);
            before = eigenvalue;
        }
    }

    [Fact]
    public void The_eigenvectors_of_a_zero_matrix_are_the_axes() =>
        Assert.Equal([[1, 0, 0], [0, 1, 0], [0, 0, 1]], SymmetricEigen.Vectors([[0, 0, 0], [0, 0, 0], [0, 0, 0]]));

    [Fact]
    public void The_eigenvectors_of_a_diagonal_matrix_are_the_axes_by_descending_eigenvalue() =>
        Assert.Equal([[0, 1, 0], [0, 0, 1], [1, 0, 0]], SymmetricEigen.Vectors([[1, 0, 0], [0, 3, 0], [0, 0, 2]]));

    /// <summary>A sum of outer products of random vectors with themselves.</summary>
    private static double[][] Products(int size, int rank)
    {
        var random = new Random(size);
        double[][] factors = [.. Enumerable.Range(0, rank).Select(_ => Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5).ToArray())];
        return [.. Enumerable.Range(0, size).Select(i => Enumerable.Range(0, size).Select(j => factors.Sum(factor => factor[i] * factor[j])).ToArray())];
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();
}
