using Talpa.Training.Checkpoints;

namespace Talpa.Training;

/// <summary>
/// The pieces of a training in their order: every chunk of the corpus, epoch after epoch. Workers take them one at a time, so that none
/// waits for another. Safe to use from several threads.
/// </summary>
internal sealed class WorkQueue(int chunks, int epochs) : IResumable
{
    private long _taken;

    /// <summary>Takes the next piece.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out int epoch, out int chunk)
    {
        long piece = Interlocked.Increment(ref _taken) - 1;
        bool left = piece < (long)chunks * epochs;
        epoch = left ? (int)(piece / chunks) : epochs;
        chunk = left ? (int)(piece % chunks) : 0;
        return left;
    }

    /// <inheritdoc/>
    public void Carry(IStateCarrier carrier)
    {
        carrier.Carry(new Span<long>(ref _taken));
        if (_taken < 0)
        {
            throw new ArgumentException("Fewer pieces than none can't be taken.");
        }

        // Each worker counts one more when nothing is left; a count from elsewhere may be near its overflow.
        _taken = Math.Min(_taken, (long)chunks * epochs);
    }
}
