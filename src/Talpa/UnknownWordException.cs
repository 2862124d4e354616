using Talpa.Text;
using Talpa.Vectors;

namespace Talpa;

/// <summary>A word is not in the vocabulary. The message names the words with the most similar spelling.</summary>
public sealed class UnknownWordException : UnusableInputException
{
    private const int MaxSuggestions = 3;

    /// <summary>Creates the exception without a message of its own.</summary>
    public UnknownWordException()
    {
    }

    /// <summary>Creates the exception with the line a person will read.</summary>
    public UnknownWordException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with the line a person will read and the fault beneath it.</summary>
    public UnknownWordException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }

    private UnknownWordException(string word, IReadOnlyList<string> suggestions)
        : base(Describe(word, suggestions))
    {
        Word = word;
        Suggestions = suggestions;
    }

    /// <summary>The unknown word.</summary>
    public string Word { get; } = "";

    /// <summary>Up to 3 words of the vocabulary that are with a similar spelling, the closest first.</summary>
    public IReadOnlyList<string> Suggestions { get; } = [];

    /// <summary>The exception for a word that a vocabulary lacks.</summary>
    internal static UnknownWordException For(string word, Vocabulary vocabulary) =>
        new(word, Spelling.Nearest(vocabulary, word, MaxSuggestions));

    private static string Describe(string word, IReadOnlyList<string> suggestions) =>
        suggestions.Count == 0
            ? $"the word {Quoted.Text(word)} is not in the vocabulary, nor is one spelled like it"
            : $"the word {Quoted.Text(word)} is not in the vocabulary; spelled like it: {string.Join(", ", suggestions.Select(Quoted.Text))}";
}
