using Talpa.Training.Checkpoints;

namespace Talpa.Training.Schedules;

/// <summary>
/// The chunks of a training in their order: every chunk of the corpus, epoch after epoch. Threads take them one at a time, so that none
/// waits for another. Safe to use from several threads.
/// </summary>
internal sealed class ChunkQueue(int chunks, int epochs) : IResumable
{
    private long _taken;

    /// <summary>Takes the next chunk.</summary>
    /// <returns>Whether there was one.</returns>
    public bool TryTake(out int epoch, out int chunk)
    {
        long number = Interlocked.Increment(ref _taken) - 1;
        bool left = number < (long)chunks * epochs;
        epoch = left ? (int)(number / chunks) : epochs;
        chunk = left ? (int)(number % chunks) : 0;
        return left;
    }

    /// <inheritdoc/>
    public void Exchange(IStateArchive archive)
    {
        archive.Exchange(new Span<long>(ref _taken));
        if (_taken < 0)
        {
            throw new ArgumentException("The number of chunks taken is negative.");
        }

        // Each thread counts one more when nothing is left; a count from a forged checkpoint may be near its overflow.
        _taken = Math.Min(_taken, (long)chunks * epochs);
    }
}
