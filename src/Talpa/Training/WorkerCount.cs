namespace Talpa.Training;

/// <summary>What a worker, or several, have done.</summary>
/// <param name="Epoch">Epoch at work, from 0.</param>
/// <param name="Tokens">Tokens of the corpus gone through.</param>
/// <param name="Predictions">Predictions made.</param>
/// <param name="Loss">Sum of their losses, in nats.</param>
internal readonly record struct WorkerCount(int Epoch, long Tokens, long Predictions, double Loss)
{
    /// <summary>Two workers' counts together.</summary>
    public static WorkerCount operator +(WorkerCount a, WorkerCount b) =>
        new(Math.Max(a.Epoch, b.Epoch), a.Tokens + b.Tokens, a.Predictions + b.Predictions, a.Loss + b.Loss);
}
