namespace Talpa.Text;

/// <summary>Strings of an asynchronous sequence for a reader that waits for each.</summary>
internal static class BlockingLines
{
    /// <summary>The strings, one by one.</summary>
    /// <param name="lines">The sequence.</param>
    /// <param name="cancellationToken">Passed on to the sequence.</param>
    public static IEnumerable<string> Of(IAsyncEnumerable<string> lines, CancellationToken cancellationToken)
    {
        using IEnumerator<string> each = lines.ToBlockingEnumerable(cancellationToken).GetEnumerator();
        while (MoveNext(each))
        {
            yield return each.Current;
        }
    }

    /// <summary>Without a synchronisation context: the sequence would otherwise wait for the thread that waits here.</summary>
    private static bool MoveNext(IEnumerator<string> each)
    {
        SynchronizationContext? context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return each.MoveNext();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
