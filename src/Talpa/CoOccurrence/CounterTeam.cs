using Talpa.Threading;

namespace Talpa.CoOccurrence;

/// <summary>Threads that count, each with a counter of its own that is kept from one use to the next: up to 20 bytes a word and thread.</summary>
/// <param name="kept">For each word the share of its tokens that subsampling keeps.</param>
/// <param name="options">How to count.</param>
internal sealed class CounterTeam(float[] kept, CoOccurrenceOptions options)
{
    private readonly RowCounter?[] _counters = new RowCounter[options.Threads];

    /// <summary>Does something on all threads at once, and returns when all have ended.</summary>
    /// <param name="work">What each thread does, with its own counter, which must be empty at the end.</param>
    /// <param name="cancellationToken">Stops the threads.</param>
    public void Run(Action<RowCounter, CancellationToken> work, CancellationToken cancellationToken)
    {
        using var team = new ThreadTeam(options.Threads, "pair counter", (_, thread, stop) => work(_counters[thread] ??= new RowCounter(kept, options), stop), cancellationToken);
        team.Wait(Timeout.InfiniteTimeSpan);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Does something with each word of a range, which has an end from the start; each thread takes the next word when it is free.</summary>
    public void ForEach(Range words, Action<RowCounter, int> work, CancellationToken cancellationToken)
    {
        int next = words.Start.Value;
        Run(
            (counter, stop) =>
            {
                for (int word = Interlocked.Increment(ref next) - 1; word < words.End.Value; word = Interlocked.Increment(ref next) - 1)
                {
                    stop.ThrowIfCancellationRequested();
                    work(counter, word);
                }
            },
            cancellationToken);
    }
}
