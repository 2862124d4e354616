using Talpa.Kernels;

namespace Talpa.Comparisons;

/// <summary>
/// Counts partitions of n numbers into k and n − k whose first part has a larger sum than that of the first k numbers: the difference of the parts' sums, or means, orders partitions of one
/// size alike. All partitions where they are few, else random ones.
/// </summary>
internal static class Partitions
{
    /// <summary>Sums that differ by less, relative to the sum of all absolute numbers, are equal: the order of addition decides.</summary>
    private const double Rounding = 1e-12;

    /// <summary>Counts larger ones among all partitions examined.</summary>
    /// <param name="numbers">n numbers.</param>
    /// <param name="first">k, 1 to n − 1.</param>
    /// <param name="options">How many are examined at most, and the seed.</param>
    public static (long Larger, long Examined, bool IsExact) Count(double[] numbers, int first, AssociationOptions options)
    {
        double limit = numbers.AsSpan(0, first).ToArray().Sum() + (Rounding * numbers.Sum(Math.Abs));
        return Choose(numbers.Length, first) <= options.MaxPartitions ? CountAll(numbers, first, limit) : CountRandom(numbers, first, limit, options);
    }

    /// <summary>n over k, or more than any limit.</summary>
    internal static double Choose(int n, int k)
    {
        double product = 1;
        for (int i = 1; i <= k; i++)
        {
            product = product * (n - k + i) / i;
        }

        return Math.Round(product);
    }

    /// <summary>All combinations of k positions in lexicographic order.</summary>
    private static (long Larger, long Examined, bool IsExact) CountAll(double[] numbers, int first, double limit)
    {
        int[] chosen = [.. Enumerable.Range(0, first)];
        (long larger, long examined) = (0, 0);
        do
        {
            double sum = 0;
            foreach (int position in chosen)
            {
                sum += numbers[position];
            }

            examined++;
            larger += sum > limit ? 1 : 0;
        }
        while (Advance(chosen, numbers.Length));

        return (larger, examined, true);
    }

    private static bool Advance(int[] chosen, int count)
    {
        int last = chosen.Length - 1;
        while (last >= 0 && chosen[last] == count - chosen.Length + last)
        {
            last--;
        }

        if (last < 0)
        {
            return false;
        }

        chosen[last]++;
        for (int i = last + 1; i < chosen.Length; i++)
        {
            chosen[i] = chosen[i - 1] + 1;
        }

        return true;
    }

    private static (long Larger, long Examined, bool IsExact) CountRandom(double[] numbers, int first, double limit, AssociationOptions options)
    {
        var random = SplitMix64.For(options.Seed, numbers.Length, first);
        double[] shuffled = [.. numbers];
        long larger = 0;
        for (int partition = 0; partition < options.MaxPartitions; partition++)
        {
            double sum = 0;
            for (int i = 0; i < first; i++)
            {
                int j = i + random.Below(shuffled.Length - i);
                (shuffled[i], shuffled[j]) = (shuffled[j], shuffled[i]);
                sum += shuffled[i];
            }

            larger += sum > limit ? 1 : 0;
        }

        return (larger, options.MaxPartitions, false);
    }
}
