namespace Talpa.SideBySide;

internal static class Statistics
{
    /// <summary>Returns the median of the finite values; NaN if there is none.</summary>
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

    /// <summary>Returns the median of the ratios of two series measured alternately, which compares measurements of about the same time.</summary>
    public static double MedianRatio(IEnumerable<double> first, IEnumerable<double> second) =>
        Median(first.Zip(second, (a, b) => a / b));

    /// <summary>Returns the mean and the standard deviation (n − 1).</summary>
    public static (double Mean, double Spread) MeanAndSpread(IReadOnlyCollection<double> values)
    {
        double mean = values.Average();
        double squares = values.Sum(value => (value - mean) * (value - mean));
        return (mean, values.Count > 1 ? Math.Sqrt(squares / (values.Count - 1)) : 0);
    }
}
