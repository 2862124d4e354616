namespace Talpa;

/// <summary>Words that were found to be a phrase.</summary>
/// <param name="Text">The phrase as one word: <c>new_york</c>.</param>
/// <param name="Words">Its words, two or more: the first, any connectors, the last. Each may be a phrase of an earlier pass: <c>new_york</c>, <c>city</c>.</param>
/// <param name="Count">How often the words follow one another in the text of the pass, overlaps included; where this word was in the text already, or is joined of other words too, of all.</param>
/// <param name="Score">Its score, above the threshold.</param>
/// <param name="Pass">The pass that found it, from 1.</param>
public sealed record Phrase(string Text, IReadOnlyList<string> Words, long Count, double Score, int Pass);
