namespace Talpa.Studio.Tests.Live;

/// <summary>Reports of a training as a trainer makes them, without a training.</summary>
internal static class ProgressReports
{
    /// <summary>The report after some tokens, of which ten take a second.</summary>
    public static TrainingProgress After(int tokens, long total) => new()
    {
        Tokens = tokens,
        TotalTokens = total,
        Elapsed = TimeSpan.FromSeconds(0.1 * tokens),
        Epoch = 1,
        LearningRate = 0.025,
        Loss = 2,
        Predictions = tokens,
        MeanLoss = 2,
    };
}
