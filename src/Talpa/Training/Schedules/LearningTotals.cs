namespace Talpa.Training.Schedules;

/// <summary>What a thread, or several, have done.</summary>
/// <param name="Epoch">The current epoch, from 0.</param>
/// <param name="Tokens">Tokens of the corpus processed.</param>
/// <param name="Predictions">Predictions made.</param>
/// <param name="Loss">Sum of their losses, in nats.</param>
internal readonly record struct LearningTotals(int Epoch, long Tokens, long Predictions, double Loss)
{
    /// <summary>The counts of two threads together.</summary>
    public static LearningTotals operator +(LearningTotals a, LearningTotals b) =>
        new(Math.Max(a.Epoch, b.Epoch), a.Tokens + b.Tokens, a.Predictions + b.Predictions, a.Loss + b.Loss);
}
