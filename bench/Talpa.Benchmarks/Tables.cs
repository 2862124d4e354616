using Talpa.Kernels;
using Talpa.Memory;

namespace Talpa.Benchmarks;

internal static class Tables
{
    /// <summary>Creates a matrix of small random numbers, padded with zeros.</summary>
    public static PaddedMatrix Random(int rows, int dimension)
    {
        var table = new PaddedMatrix(rows, dimension);
        var random = new Random(rows + dimension);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float number in table.Row(row))
            {
                number = (random.NextSingle() - 0.5f) / dimension;
            }
        }

        return table;
    }
}
