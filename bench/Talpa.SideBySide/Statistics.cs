namespace Talpa.SideBySide;

internal static class Statistics
{
    /// <summary>The median of the numbers among the values; NaN where there is none.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Where(double.IsFinite).Order()];
        if (sorted.Length == 0)
        {
            return double.NaN;
        }

        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /// <summary>The median of the quotients of two series taken in turn: what was measured close together is compared.</summary>
    public static double MedianRatio(IEnumerable<double> first, IEnumerable<double> second) =>
        Median(first.Zip(second, (a, b) => a / b));

    /// <summary>Mean and standard deviation (n − 1).</summary>
    public static (double Mean, double Spread) MeanAndSpread(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : 0);
    }
}
