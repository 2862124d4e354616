namespace Talpa.Studio.Common.Messages;

/// <summary>A word that answers a question.</summary>
/// <param name="Word">The word.</param>
/// <param name="Index">Its place among the drawn words, from 0; −1 where it has no point.</param>
/// <param name="Similarity">The cosine with what was asked for, −1 to 1.</param>
public sealed record AnsweredWord(string Word, int Index, float Similarity);
