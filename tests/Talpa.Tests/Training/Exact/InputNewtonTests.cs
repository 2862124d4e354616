using Talpa.CoOccurrence;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training.Exact;
using static Talpa.Tests.Training.Exact.ExactFixtures;

namespace Talpa.Tests.Training.Exact;

public class InputNewtonTests
{
    private const int Dimension = 5;

    [Theory]
    [InlineData(40)]
    [InlineData(1500)]
    public void The_covariance_is_that_of_output_vectors_drawn_by_frequency(int words)
    {
        using EncodedCorpus corpus = Encode(TextOfAllWords(words));
        using CoOccurrenceCounts counts = Count(corpus, window: 3);
        OutputTiles tiles = RandomTiles(counts, out PaddedMatrix output);

        double[][] covariance = Zeros();
        new ContextCovariance(tiles, RankedTiles.Alone(words)).Compute(counts, covariance);

        double[][] expected = Covariance(counts, output);
        for (int i = 0; i < Dimension; i++)
        {
            for (int j = 0; j < Dimension; j++)
            {
                Assert.Equal(expected[i][j], covariance[i][j], 1e-6);
            }
        }
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(2, true)]
    public void A_step_solves_the_equations_of_Newton(int threads, bool isAroundMeans)
    {
        using EncodedCorpus corpus = Encode(TextOfAllWords(60));
        using CoOccurrenceCounts counts = Count(corpus, window: 3);
        OutputTiles tiles = RandomTiles(counts, out PaddedMatrix output);
        using var team = new TileTeam(threads);
        var ranks = RankedTiles.Alone(counts.Totals.Length);
        var newton = new InputNewton(tiles, ranks, team);
        var block = new CentreBlock(40, tiles, ranks);
        var random = new Random(8);
        PaddedMatrix input = RandomTable(random, counts.Totals.Length, Dimension), before = Copy(input), gradients = RandomTable(random, block.Slots, Dimension), copy = Copy(gradients);
        int[] words = [.. Enumerable.Range(10, 35)];
        float[] weights = [.. Enumerable.Range(0, counts.Totals.Length).Select(_ => 0.5f + random.NextSingle())];
        block.Load(words, input, counts, weights);

        newton.Prepare(prior: 4, counts.Totals);
        newton.Measure(counts);
        PaddedMatrix? means = isAroundMeans ? RandomTable(random, counts.Totals.Length, Dimension) : null;
        newton.Apply(block, gradients, input, _ => 0.25, means);

        double[][] covariance = Covariance(counts, output);
        double ridge = 1e-3 * covariance.Select((row, d) => row[d]).Average();
        for (int slot = 0; slot < words.Length; slot++)
        {
            int word = words[slot];
            double[] step = [.. Enumerable.Range(0, Dimension).Select(d => (double)before[word][d] - input[word][d])];
            double damping = Math.ScaleB(1, (int)Math.Round(Math.Log2(4 / counts.Totals[word])));
            for (int i = 0; i < Dimension; i++)
            {
                double product = step.Select((x, j) => x * (covariance[i][j] + (i == j ? damping + ridge : 0))).Sum();
                Assert.Equal(0.25 * ((copy[slot][i] / weights[word]) - (4 / counts.Totals[word] * (means?[word][i] ?? 0))), product, 1e-5);
            }
        }
    }

    [Fact]
    public void No_step_is_longer_than_three()
    {
        // All output vectors are 0, and without a prior nothing bounds the step but its limit.
        using EncodedCorpus corpus = Encode(TextOfAllWords(30));
        using CoOccurrenceCounts counts = Count(corpus, window: 3);
        var tiles = new OutputTiles(counts.Totals.Length, Dimension);
        tiles.CopyFrom(new PaddedMatrix(counts.Totals.Length, Dimension), new PaddedMatrix(1, counts.Totals.Length));
        using var team = new TileTeam(1);
        var ranks = RankedTiles.Alone(counts.Totals.Length);
        var newton = new InputNewton(tiles, ranks, team);
        var block = new CentreBlock(4, tiles, ranks);
        var input = new PaddedMatrix(counts.Totals.Length, Dimension);
        block.Load([0, 1], input, counts, [.. Enumerable.Repeat(1f, counts.Totals.Length)]);
        PaddedMatrix gradients = RandomTable(new Random(1), block.Slots, Dimension);
        gradients.Row(1).Clear();

        newton.Prepare(prior: 0, counts.Totals);
        newton.Measure(counts);
        newton.Apply(block, gradients, input, _ => 0.7, priorMeans: null);

        Assert.Equal(9, input[0].ToArray().Sum(x => x * x), 1e-3);
        Assert.All(input[1].ToArray(), x => Assert.Equal(0, x));
    }

    private static OutputTiles RandomTiles(CoOccurrenceCounts counts, out PaddedMatrix output)
    {
        int words = counts.Totals.Length;
        output = RandomTable(new Random(2), words, Dimension);
        var tiles = new OutputTiles(words, Dimension);
        tiles.CopyFrom(output, new PaddedMatrix(1, words));
        return tiles;
    }

    private static double[][] Covariance(CoOccurrenceCounts counts, PaddedMatrix output)
    {
        double[][] sums = Zeros();
        double[] mean = new double[Dimension];
        for (int word = 0; word < output.Rows; word++)
        {
            double share = counts.Totals[word] / counts.Total;
            for (int i = 0; i < Dimension; i++)
            {
                mean[i] += share * output[word][i];
                for (int j = 0; j < Dimension; j++)
                {
                    sums[i][j] += share * output[word][i] * output[word][j];
                }
            }
        }

        return [.. sums.Select((row, i) => row.Select((x, j) => x - (mean[i] * mean[j])).ToArray())];
    }

    private static double[][] Zeros() => [.. Enumerable.Range(0, Dimension).Select(_ => new double[Dimension])];

    private static PaddedMatrix Copy(PaddedMatrix table)
    {
        var copy = new PaddedMatrix(table.Rows, table.Dimension);
        table.Padded.CopyTo(copy.Padded);
        return copy;
    }
}
