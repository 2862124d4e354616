namespace Talpa.Studio.Common.Messages;

/// <summary>The neighbours of a followed word at one moment.</summary>
/// <param name="Word">The word that is followed.</param>
/// <param name="Index">Its place among the drawn words, from 0; −1 where it has no point.</param>
/// <param name="Tokens">How far the training was, in tokens gone through.</param>
/// <param name="Neighbours">Its nearest words, the nearest first.</param>
public sealed record ProbeMoment(string Word, int Index, long Tokens, IReadOnlyList<AnsweredWord> Neighbours);
