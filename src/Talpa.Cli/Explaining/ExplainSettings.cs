namespace Talpa.Cli.Explaining;

/// <summary>What may be chosen about an explanation. The learning rate is far larger than in a training, so that one step can be seen.</summary>
internal sealed record ExplainSettings
{
    /// <summary>How far the window reaches to either side, 1 to 1,000.</summary>
    public int Window { get; init; } = 2;

    /// <summary>Length of a vector, 1 to 300.</summary>
    public int Dimension { get; init; } = 3;

    /// <summary>
    /// Seed of the start vectors, 0 or more. Default: 4, with which one step raises the probability of every context word of "I saw a mole at the
    /// zoo"; with most seeds one of them, likely already, gives a little to the others.
    /// </summary>
    public int Seed { get; init; } = 4;

    /// <summary>How far the vectors go along their gradients, above 0, at most 10.</summary>
    public double LearningRate { get; init; } = 0.2;

    /// <summary>How often the step is done, 1 to 100,000.</summary>
    public int Steps { get; init; } = 1;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="UsageException">A value is out of its range.</exception>
    public void Validate()
    {
        Require("--window", Window, Window is >= 1 and <= 1000, "1 to 1,000");
        Require("--dim", Dimension, Dimension is >= 1 and <= 300, "1 to 300");
        Require("--seed", Seed, Seed >= 0, "0 to 2,147,483,647");
        Require("--learning-rate", LearningRate, LearningRate is > 0 and <= 10, "above 0, at most 10");
        Require("--steps", Steps, Steps is >= 1 and <= 100_000, "1 to 100,000");
    }

    private static void Require(string option, IFormattable value, bool holds, string range)
    {
        if (!holds)
        {
            throw new UsageException($"{option} {value} is out of range: {range}");
        }
    }
}
