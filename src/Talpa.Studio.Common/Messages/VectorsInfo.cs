namespace Talpa.Studio.Common.Messages;

/// <summary>What the page shows, told once when it connects.</summary>
/// <param name="Name">The text that is learned from, or the file of vectors.</param>
/// <param name="IsTraining">Whether vectors are, or were, being learned while the page looks on; else they come from a file.</param>
/// <param name="Words">How many words there are, drawn or not.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="HasCounts">Whether it is known how often each word occurred; else the order of the file stands for it.</param>
/// <param name="Strata">Which words are drawn, by frequency.</param>
public sealed record Opening(string Name, bool IsTraining, int Words, int Dimension, bool HasCounts, IReadOnlyList<Stratum> Strata)
{
    /// <summary>Whether a training runs that was begun from the page, so that the page may stop it.</summary>
    public bool CanStop { get; init; }
}
