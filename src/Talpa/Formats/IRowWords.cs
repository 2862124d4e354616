namespace Talpa.Formats;

/// <summary>The words of a table whose numbers lie in another file, one by one in the order of its rows.</summary>
internal interface IRowWords : IDisposable
{
    /// <summary>Whether a count comes with each word.</summary>
    bool HasCounts { get; }

    /// <summary>Gives the next word to a collector.</summary>
    /// <exception cref="UnusableInputException">There are fewer words than rows.</exception>
    void AddNextTo(VectorCollector collector);

    /// <summary>Makes sure that there are no more words than rows.</summary>
    /// <exception cref="UnusableInputException">There are more.</exception>
    void RequireEnd(VectorCollector collector);
}
