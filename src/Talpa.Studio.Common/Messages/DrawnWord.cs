namespace Talpa.Studio.Common.Messages;

/// <summary>A word with a point in the picture.</summary>
/// <param name="Word">The word.</param>
/// <param name="Rank">Its rank, from 1, the most frequent word's.</param>
/// <param name="Count">How often it occurred; 0 where that isn't known.</param>
public sealed record DrawnWord(string Word, int Rank, long Count);
