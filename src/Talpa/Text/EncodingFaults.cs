namespace Talpa.Text;

/// <summary>The errors of a text in which no word is left, the same for one process and for several that read it together.</summary>
internal static class EncodingFaults
{
    /// <summary>No part has a word.</summary>
    /// <param name="read">What was read.</param>
    /// <param name="first">The name of the first part.</param>
    /// <param name="last">The name of the last part.</param>
    public static UnusableInputException NoWords(CorpusReport read, string first, string last)
    {
        string name = read.Parts == 1 ? first : $"The text in {read.Parts:N0} parts, from {first} to {last},";
        string reason = read.TextBytes == 0 ? "it is empty" : $"the tokenizer found no word in {read.TextBytes:N0} bytes";
        string overlong = read.OverlongTokens > 0 ? $", and {read.OverlongTokens:N0} tokens were too long" : "";
        return new UnusableInputException($"{name} has no words: {reason}{overlong}.");
    }

    /// <summary>The text has none of the words of a vocabulary that was given.</summary>
    public static UnusableInputException NoneGiven(Vocabulary given) => new(
        $"No word of the text is in the vocabulary that was given ({Quoted.Text(given.Words[0])} …, {given.Count:N0} in all); give one of the same language and case.");

    /// <summary>No word is frequent enough.</summary>
    /// <param name="options">How the text was encoded.</param>
    /// <param name="highestCount">The count of the most frequent word.</param>
    public static UnusableInputException AllTooRare(CorpusOptions options, long highestCount) => new(
        options.Vocabulary is not null
        ? $"No word of the vocabulary that was given has a count of {options.MinCount:N0} or more: the highest is {highestCount:N0}. Lower the minimum count to that or less."
        : $"No word of the text occurs {options.MinCount:N0} times or more: the most frequent one occurs {(highestCount == 1 ? "once" : $"{highestCount:N0} times")}. "
        + $"Lower the minimum count to {highestCount:N0} or less, or give more text.");

    /// <summary>There are more different words than the int that numbers them can count.</summary>
    public static UnusableInputException TooManyWords() =>
        new($"The text has more than {int.MaxValue:N0} different words, so it is no text of words; check the tokenizer and the input.");

    /// <summary>Words would have to be pruned, but must not.</summary>
    /// <param name="maxWords">The most words allowed.</param>
    public static UnusableInputException WouldPrune(int maxWords) => new(
        $"A process has read more than {maxWords:N0} different words, and processes that read a text together can't prune rare ones; "
        + $"raise the limit (option {nameof(CorpusOptions.MaxDistinctWords)}), or use more processes.");
}
