namespace Talpa.Training;

/// <summary>
/// What one worker has done. Only that worker writes, so that nothing is lost between threads (a loss shared by all workers is what
/// peers get wrong); anybody may read.
/// </summary>
internal sealed class WorkerCounters
{
    private long _tokens;
    private long _predictions;
    private double _loss;
    private int _epoch;

    /// <summary>Tokens of the corpus gone through.</summary>
    public long Tokens => Volatile.Read(ref _tokens);

    /// <summary>Predictions made.</summary>
    public long Predictions => Volatile.Read(ref _predictions);

    /// <summary>Sum of their losses, in nats.</summary>
    public double Loss => Volatile.Read(ref _loss);

    /// <summary>Epoch at work, from 0.</summary>
    public int Epoch => Volatile.Read(ref _epoch);

    /// <summary>Adds a sentence's part.</summary>
    public void Add(int epoch, long tokens, long predictions, double loss)
    {
        Volatile.Write(ref _epoch, epoch);
        Volatile.Write(ref _loss, _loss + loss);
        Volatile.Write(ref _predictions, _predictions + predictions);
        Volatile.Write(ref _tokens, _tokens + tokens);
    }
}
