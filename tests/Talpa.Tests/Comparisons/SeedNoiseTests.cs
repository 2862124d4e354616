using Talpa.Comparisons;

namespace Talpa.Tests.Comparisons;

public class SeedNoiseTests
{
    [Fact]
    public void Scores_and_rates_are_those_of_the_formulas_computed_slowly()
    {
        const int Words = 700;
        const int Seeds = 3;
        var random = new Random(1);
        double[] distances = [.. Enumerable.Range(0, Words).Select(word => random.NextDouble() * (1 + (word / 300.0)))];
        double[][] seeds = [.. Enumerable.Range(0, Seeds).Select(_ => Enumerable.Range(0, Words).Select(word => random.NextDouble() * (1 + (word / 300.0))).ToArray())];
        distances[5] = 4;
        distances[600] = 9;

        SeedNoise noise = SeedNoise.Of(distances, seeds);

        double[] deviations = [.. Enumerable.Range(0, Words).Select(word => Deviation(seeds, word))];
        double[] scores = [.. Enumerable.Range(0, Words).Select(word => (distances[word] - seeds.Average(seed => seed[word])) / (deviations[word] * Math.Sqrt(1 + (1.0 / Seeds))))];
        double[] ofSeeds =
        [
            .. from left in Enumerable.Range(0, Seeds)
               from word in Enumerable.Range(0, Words)
               let others = seeds.Where((_, seed) => seed != left).Average(seed => seed[word])
               select (seeds[left][word] - others) / (deviations[word] * Math.Sqrt(1 + (1.0 / (Seeds - 1)))),
        ];
        double[] p = [.. scores.Select(score => (1.0 + ofSeeds.Count(other => other >= score)) / (1 + ofSeeds.Length))];

        // Benjamini and Hochberg: of a word's p and all larger ones, the smallest p · N / (how many have a p as small).
        double[] rates = [.. p.Select(one => Math.Min(1, p.Where(other => other >= one).Min(other => other * Words / p.Count(each => each <= other))))];
        Assert.All(Enumerable.Range(0, Words), word => Assert.Equal(scores[word], noise.Scores![word], 1e-9));
        Assert.All(Enumerable.Range(0, Words), word => Assert.Equal(rates[word], noise.FalseDiscoveryRates![word], 1e-9));
        Assert.Equal(noise.FalseDiscoveryRates!.Min(), noise.FalseDiscoveryRates![600]);
    }

    [Fact]
    public void Seeds_that_do_not_differ_give_finite_scores()
    {
        SeedNoise noise = SeedNoise.Of([0.5, 0.2], [[0.2, 0.2], [0.2, 0.2]]);

        Assert.True(noise.Scores![0] > 1e6);
        Assert.Equal(0, noise.Scores[1]);
    }

    /// <summary>The pooled standard deviation of the word and 250 words on either side.</summary>
    private static double Deviation(double[][] seeds, int word)
    {
        int[] band = [.. Enumerable.Range(0, seeds[0].Length).Where(other => Math.Abs(other - word) <= 250)];
        return Math.Sqrt(band.Sum(other => seeds.Sum(seed => Math.Pow(seed[other] - seeds.Average(each => each[other]), 2))) / (band.Length * (seeds.Length - 1)));
    }
}
