using Talpa.Kernels;
using Talpa.Memory;
using Talpa.Training;

namespace Talpa.Tests.Training;

public class BothSidesTests
{
    [Fact]
    public void Products_of_joined_vectors_combine_both_sides_with_a_third_of_the_weight_for_context()
    {
        // No more words than dimensions: no dimension is removed.
        PaddedMatrix input = Random(12, 16, seed: 1), output = Random(12, 16, seed: 2);
        PaddedMatrix joined = BothSides.Join(input, output, NewTable);

        // The output vectors are scaled to the length of the input vectors.
        double square = Squares(input) / Squares(output);
        double scale = Math.Sqrt(square);
        for (int a = 0; a < 12; a++)
        {
            for (int b = 0; b < 12; b++)
            {
                double sameSides = Dot(input[a], input[b]) + (square * Dot(output[a], output[b]));
                double oppositeSides = scale * (Dot(input[a], output[b]) + Dot(output[a], input[b]));
                Assert.Equal(1.5 * (sameSides + (oppositeSides / 3)), Dot(joined[a], joined[b]), 1e-5);
            }
        }
    }

    [Fact]
    public void Joining_equal_sides_keeps_all_products()
    {
        // Both sides are equal: the difference is zero, and the sum fits the dimension.
        PaddedMatrix side = Random(50, 8, seed: 1);
        PaddedMatrix joined = BothSides.Join(side, side, NewTable);
        for (int word = 1; word < 50; word++)
        {
            Assert.Equal(4 * Dot(side[0], side[word]), Dot(joined[0], joined[word]), 1e-5);
        }
    }

    [Fact]
    public void The_length_of_a_side_makes_no_difference_to_the_angles()
    {
        PaddedMatrix input = Random(30, 6, seed: 1), output = Random(30, 6, seed: 2), longer = Random(30, 6, seed: 2);
        for (int row = 0; row < 30; row++)
        {
            foreach (ref float x in longer.Row(row))
            {
                x *= 7;
            }
        }

        PaddedMatrix joined = BothSides.Join(input, output, NewTable), other = BothSides.Join(input, longer, NewTable);
        for (int word = 1; word < 30; word++)
        {
            Assert.Equal(Dot(joined[0], joined[word]), Dot(other[0], other[word]), 1e-4);
        }
    }

    private static double Squares(PaddedMatrix table) => Enumerable.Range(0, table.Rows).Sum(row => Dot(table[row], table[row]));

    private static PaddedMatrix Random(int rows, int dimension, int seed)
    {
        var random = new Random(seed);
        var table = new PaddedMatrix(rows, dimension);
        for (int row = 0; row < rows; row++)
        {
            foreach (ref float x in table.Row(row))
            {
                x = random.NextSingle() - 0.5f;
            }
        }

        return table;
    }

    private static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }

    private static PaddedMatrix NewTable(int rows, int dimension) => new(rows, dimension);
}
