namespace Talpa.Cli.Json;

/// <summary>A word of a question that is not in the vocabulary, and from how many n-grams its vector is composed.</summary>
internal sealed record ComposedWord(string Word, int Ngrams);
