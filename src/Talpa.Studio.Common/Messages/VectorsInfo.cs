namespace Talpa.Studio.Common.Messages;

/// <summary>The description of the vectors that the page shows, sent once when it connects.</summary>
/// <param name="Name">The name of the training text, or of the vector file.</param>
/// <param name="IsTraining">Whether the vectors come from a training that the page observes, running or ended; otherwise from a file.</param>
/// <param name="Words">The number of words, drawn or not.</param>
/// <param name="Dimension">The length of a vector.</param>
/// <param name="HasCounts">Whether word counts are known; otherwise the order of the words in the file replaces them.</param>
/// <param name="Strata">The drawn words by frequency.</param>
public sealed record VectorsInfo(string Name, bool IsTraining, int Words, int Dimension, bool HasCounts, IReadOnlyList<Stratum> Strata)
{
    /// <summary>Whether a training runs that was started from the page, so that the page can stop it.</summary>
    public bool CanStop { get; init; }
}

/// <summary>A range of ranks, of which some or all words are drawn.</summary>
/// <param name="FirstRank">The rank of the first word, from 1.</param>
/// <param name="LastRank">The rank of the last word.</param>
/// <param name="Drawn">The number of drawn words.</param>
public sealed record Stratum(int FirstRank, int LastRank, int Drawn)
{
    /// <summary>The number of words.</summary>
    public int Words => LastRank - FirstRank + 1;
}
