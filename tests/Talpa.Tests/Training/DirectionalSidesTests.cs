using Talpa.Memory;
using Talpa.Training;
using static Talpa.Tests.Training.Exact.ExactFixtures;

namespace Talpa.Tests.Training;

public class DirectionalSidesTests
{
    [Fact]
    public void Products_of_joined_vectors_are_the_sums_of_those_of_all_three_vectors_scaled_to_one_length()
    {
        // No more words than dimensions: no dimension is removed.
        var random = new Random(1);
        PaddedMatrix input = RandomTable(random, 12, 16), output = RandomTable(random, 24, 16);

        PaddedMatrix joined = DirectionalSides.Join(input, output, (rows, dimension) => new PaddedMatrix(rows, dimension));

        int[] words = [.. Enumerable.Range(0, 12)];
        double inputs = words.Sum(word => Dot(input[word], input[word]));
        double before = inputs / words.Sum(word => Dot(output[2 * word], output[2 * word]));
        double after = inputs / words.Sum(word => Dot(output[(2 * word) + 1], output[(2 * word) + 1]));
        foreach (int a in words)
        {
            foreach (int b in words)
            {
                double expected = (2 * Dot(input[a], input[b])) + (before * Dot(output[2 * a], output[2 * b])) + (after * Dot(output[(2 * a) + 1], output[(2 * b) + 1]));
                Assert.Equal(expected, Dot(joined[a], joined[b]), 1e-5);
            }
        }
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
}
