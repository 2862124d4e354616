namespace Talpa.Tests;

/// <summary>
/// The number of repetitions of tests with random input, so low that all tests run in two minutes. The environment variable
/// <c>TALPA_TEST_REPETITIONS</c> multiplies it for a longer search.
/// </summary>
internal static class Repetitions
{
    private static readonly int Factor = int.TryParse(Environment.GetEnvironmentVariable("TALPA_TEST_REPETITIONS"), out int factor) ? factor : 1;

    /// <summary>The number of repetitions, multiplied.</summary>
    public static int Of(int count) => count * Factor;
}
