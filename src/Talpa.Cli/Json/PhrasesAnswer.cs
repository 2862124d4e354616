namespace Talpa.Cli.Json;

/// <summary>The phrases of a text.</summary>
/// <param name="Text">The text.</param>
/// <param name="Tokens">Its tokens.</param>
/// <param name="Phrases">The phrases, pass after pass, by falling score.</param>
internal sealed record PhrasesAnswer(string Text, long Tokens, IReadOnlyList<PhrasesAnswer.FoundPhrase> Phrases)
{
    /// <summary>A phrase.</summary>
    internal sealed record FoundPhrase(string Phrase, double Score, long Count, int Pass, IReadOnlyList<string> Words);
}
