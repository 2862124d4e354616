namespace Talpa;

/// <summary>What a sentence's vector was made of: numbers of its tokens.</summary>
/// <param name="Known">Tokens whose words are in the vocabulary.</param>
/// <param name="Composed">Tokens whose words are not in the vocabulary, with a vector composed of character n-grams.</param>
/// <param name="Unknown">Tokens whose words have no vector, and tokens longer than <see cref="Tokenizer.MaxTokenLength"/>. They are left out.</param>
public readonly record struct SentenceWords(int Known, int Composed, int Unknown)
{
    /// <summary>Tokens that have a vector. Where there are none, the sentence's vector is zeros.</summary>
    public int Used => Known + Composed;
}
