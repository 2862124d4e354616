namespace Talpa.Comparisons;

/// <summary>
/// How far words differ between trainings of one text with different seeds, and whether other distances exceed that. For word w let d be its distance between the two models to
/// compare, and b its J distances between the first model and its J seeds:
/// <code>
/// excess = d − mean(b)          z = excess / (s · √(1 + 1 / J))
/// </code>
/// s² is the variance of b around mean(b), pooled over some hundred words of neighbouring frequency, because rare words vary more. p is the share of the leave-one-out z of the
/// seeds themselves, over all words, that are at least as large, and the false discovery rate follows from p over all words (Benjamini and Hochberg 1995).
/// </summary>
internal sealed class SeedNoise
{
    /// <summary>Words on either side, in the order of frequency, whose variances are pooled with a word's own.</summary>
    private const int BandWords = 250;

    private readonly double[][] _seeds;

    private SeedNoise(double[] distances, double[][] seeds)
    {
        _seeds = seeds;
        Means = [.. Enumerable.Range(0, distances.Length).Select(word => seeds.Sum(seed => seed[word]) / seeds.Length)];
        Excess = [.. distances.Zip(Means, (distance, mean) => distance - mean)];
        if (seeds.Length < 2)
        {
            return;
        }

        double[] deviations = BandDeviations();
        double scale = Math.Sqrt(1 + (1.0 / seeds.Length));
        Scores = [.. Excess.Zip(deviations, (excess, deviation) => excess / (deviation * scale))];
        FalseDiscoveryRates = Rates(Scores, LeaveOneOut(deviations));
    }

    /// <summary>Mean distance between the first model and the seeds, a number for each word.</summary>
    public double[] Means { get; }

    /// <summary>Excess of the distance over that mean, a number for each word.</summary>
    public double[] Excess { get; }

    /// <summary>z, a number for each word; <c>null</c> with fewer than 2 seeds.</summary>
    public double[]? Scores { get; }

    /// <summary>The share of false ones among the words with this z or a larger one, a number for each word; <c>null</c> with fewer than 2 seeds.</summary>
    public double[]? FalseDiscoveryRates { get; }

    /// <summary>Compares distances with those between seeds.</summary>
    /// <param name="distances">The distances, a number for each word, in the order of frequency.</param>
    /// <param name="seeds">The distances between the first model and each seed: 1 or more arrays of the same length.</param>
    public static SeedNoise Of(double[] distances, double[][] seeds) => new(distances, seeds);

    /// <summary>s of each word, above 0.</summary>
    private double[] BandDeviations()
    {
        int words = Means.Length;
        double[] sums = new double[words + 1];
        for (int word = 0; word < words; word++)
        {
            double squares = _seeds.Sum(seed => Math.Pow(seed[word] - Means[word], 2));
            sums[word + 1] = sums[word] + squares;
        }

        double[] deviations = new double[words];
        for (int word = 0; word < words; word++)
        {
            (int first, int end) = (Math.Max(0, word - BandWords), Math.Min(words, word + BandWords + 1));
            double variance = (sums[end] - sums[first]) / ((end - first) * (_seeds.Length - 1.0));
            deviations[word] = Math.Sqrt(Math.Max(variance, double.Epsilon));
        }

        return deviations;
    }

    /// <summary>z of each seed's distance beside those of the other seeds, ascending.</summary>
    private double[] LeaveOneOut(double[] deviations)
    {
        double others = _seeds.Length - 1;
        double scale = Math.Sqrt(1 + (1 / others));
        double[] scores =
        [
            .. _seeds.SelectMany(seed => seed.Select((distance, word) =>
                (distance - (((Means[word] * _seeds.Length) - distance) / others)) / (deviations[word] * scale))),
        ];
        Array.Sort(scores);
        return scores;
    }

    private static double[] Rates(double[] scores, double[] ofSeeds)
    {
        int[] descending = [.. Enumerable.Range(0, scores.Length).OrderByDescending(word => scores[word])];
        double[] rates = new double[scores.Length];
        double smallest = 1;
        for (int rank = descending.Length; rank >= 1; rank--)
        {
            int word = descending[rank - 1];
            double p = (1.0 + AtLeast(ofSeeds, scores[word])) / (1.0 + ofSeeds.Length);
            smallest = Math.Min(smallest, p * scores.Length / rank);
            rates[word] = smallest;
        }

        return rates;
    }

    /// <summary>How many of ascending numbers are at least as large as a value.</summary>
    private static int AtLeast(double[] ascending, double value)
    {
        (int low, int high) = (0, ascending.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = ascending[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return ascending.Length - low;
    }
}
