namespace Talpa.Evaluation;

/// <summary>Pearson's correlation: the covariance of two series divided by the product of their standard deviations.</summary>
internal static class PearsonCorrelation
{
    /// <summary>The correlation of two series.</summary>
    /// <param name="first">Numbers.</param>
    /// <param name="second">As many numbers.</param>
    /// <returns>−1 to 1; NaN for fewer than 2 numbers, or when all numbers of a series are equal.</returns>
    /// <exception cref="ArgumentException">The series differ in length.</exception>
    public static double Of(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length != second.Length)
        {
            throw new ArgumentException($"The series have {first.Length} and {second.Length} numbers; they must be as many.", nameof(second));
        }

        double firstMean = Mean(first);
        double secondMean = Mean(second);
        double product = 0;
        double firstSquares = 0;
        double secondSquares = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double a = first[i] - firstMean;
            double b = second[i] - secondMean;
            product += a * b;
            firstSquares += a * a;
            secondSquares += b * b;
        }

        return firstSquares > 0 && secondSquares > 0
            ? Math.Clamp(product / (Math.Sqrt(firstSquares) * Math.Sqrt(secondSquares)), -1, 1)
            : double.NaN;
    }

    private static double Mean(ReadOnlySpan<double> numbers)
    {
        double sum = 0;
        foreach (double number in numbers)
        {
            sum += number;
        }

        return sum / numbers.Length;
    }
}
