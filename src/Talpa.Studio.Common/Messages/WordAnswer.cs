namespace Talpa.Studio.Common.Messages;

/// <summary>A word with the words nearest to it, of all words and in all dimensions.</summary>
/// <param name="Word">The word asked about.</param>
/// <param name="Rank">Its rank, from 1, the most frequent word's.</param>
/// <param name="Count">How often it occurred; 0 where that isn't known.</param>
/// <param name="Index">Its place among the drawn words, from 0; −1 where it has no point.</param>
/// <param name="Neighbours">The nearest words, the nearest first.</param>
/// <param name="Milliseconds">How long the search took.</param>
public sealed record WordAnswer(string Word, int Rank, long Count, int Index, IReadOnlyList<AnsweredWord> Neighbours, double Milliseconds);
