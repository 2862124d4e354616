namespace Talpa.Cli.Commands;

/// <summary>A word of a sum of vectors.</summary>
/// <param name="Word">The word.</param>
/// <param name="IsNegative">Whether its vector is subtracted.</param>
internal readonly record struct SignedWord(string Word, bool IsNegative)
{
    /// <summary>Reads words with + and - between them. A sign that no word follows is a word itself.</summary>
    public static IReadOnlyList<SignedWord> Parse(IReadOnlyList<string> arguments)
    {
        var words = new List<SignedWord>();
        bool isNegative = false;
        bool isSigned = false;
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!isSigned && arguments[i] is "+" or "-" && i + 1 < arguments.Count)
            {
                isSigned = true;
                isNegative = arguments[i] == "-";
                continue;
            }

            words.Add(new SignedWord(arguments[i], isNegative));
            isSigned = false;
            isNegative = false;
        }

        return words;
    }

    /// <summary>The words as a person writes the sum.</summary>
    public static string Describe(IReadOnlyList<SignedWord> words) => words.Any(word => word.IsNegative)
        ? string.Concat(words.Select((word, i) => $"{(i == 0 ? word.IsNegative ? "- " : "" : word.IsNegative ? " - " : " + ")}{word.Word}"))
        : words is [var only] ? only.Word : $"the mean of {string.Join(", ", words.SkipLast(1).Select(word => word.Word))} and {words[^1].Word}";
}
