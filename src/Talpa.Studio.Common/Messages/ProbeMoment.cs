namespace Talpa.Studio.Common.Messages;

/// <summary>The neighbours of a followed word at one moment.</summary>
/// <param name="Word">The word that is followed.</param>
/// <param name="Tokens">How far the training was, in tokens gone through.</param>
/// <param name="Neighbours">Its nearest words, the nearest first.</param>
public sealed record ProbeMoment(string Word, long Tokens, IReadOnlyList<AnsweredWord> Neighbours);
