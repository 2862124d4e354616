namespace Talpa.Evaluation;

/// <summary>
/// Spearman's rank correlation: Pearson's correlation of the ranks, where equal numbers share the mean of the ranks that they take
/// (Spearman 1904; ties as in SciPy's <c>spearmanr</c>).
/// </summary>
internal static class SpearmanCorrelation
{
    /// <summary>The rank correlation of two series.</summary>
    /// <param name="first">Numbers, none of them NaN.</param>
    /// <param name="second">As many numbers, none of them NaN.</param>
    /// <returns>−1 to 1; NaN for fewer than 2 numbers, or when all numbers of a series are equal.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => PearsonCorrelation.Of(Ranks(first), Ranks(second));

    /// <summary>The rank of each number, from 1 for the smallest; equal ones share their mean rank.</summary>
    public static double[] Ranks(ReadOnlySpan<double> numbers)
    {
        double[] sorted = numbers.ToArray();
        int[] positions = new int[sorted.Length];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = i;
        }

        Array.Sort(sorted, positions);
        double[] ranks = new double[sorted.Length];
        for (int start = 0; start < sorted.Length;)
        {
            int end = start + 1;
            while (end < sorted.Length && sorted[end] == sorted[start])
            {
                end++;
            }

            // The ranks start + 1 to end, of which the mean is half the sum of the first and the last.
            foreach (int position in positions.AsSpan(start, end - start))
            {
                ranks[position] = (start + 1 + end) / 2.0;
            }

            start = end;
        }

        return ranks;
    }
}
