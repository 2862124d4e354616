namespace Talpa.Text;

/// <summary>
/// Enumerates a sequence of the user's and notices one that can be enumerated only once, such as the rest of a queue: a second reading gives fewer items
/// without any error. Safe to use from several threads.
/// </summary>
/// <param name="name">What messages call the sequence.</param>
/// <param name="open">Gives the items; the token cancels the reading.</param>
internal sealed class RepeatableSequence<T>(string name, Func<CancellationToken, IEnumerable<T>> open)
    where T : class
{
    private const long Unknown = -1;

    private long _count = Unknown;

    /// <summary>The items, one by one.</summary>
    /// <exception cref="UnusableInputException">One is <c>null</c>, or there are more or fewer than at the first complete reading.</exception>
    public IEnumerable<T> Read(CancellationToken cancellationToken)
    {
        long count = 0;
        foreach (T item in open(cancellationToken))
        {
            count++;
            yield return item ?? throw new UnusableInputException($"{name}: item {count:N0} is null; leave it out");
        }

        long first = Interlocked.CompareExchange(ref _count, count, Unknown);
        if (first != Unknown && first != count)
        {
            throw new UnusableInputException(
                $"{name} gave {first:N0} items when it was read first, but {count:N0} when it was read again; pass a list, or a sequence that starts again each time");
        }
    }
}
