using System.Text;

namespace Talpa;

/// <summary>How phrases such as <c>new york</c> are found in a text and joined to one word. The defaults are those of gensim's <c>Phrases</c>.</summary>
public sealed record PhraseOptions
{
    /// <summary>Distinguishes these options from others of the same name in messages.</summary>
    private const string Owner = "Phrases.";

    private const int LongestDelimiter = 16;
    private const int MaxConnectors = 1_000;
    private const int MinPairs = 1_000;

    private static readonly string[] English = ["a", "an", "the", "for", "of", "with", "without", "at", "from", "to", "in", "on", "by", "and", "or"];

    /// <summary>Articles, prepositions and conjunctions of English, in lower case: the ones that gensim has as <c>ENGLISH_CONNECTOR_WORDS</c>.</summary>
    public static IReadOnlyList<string> EnglishConnectors { get; } = English.AsReadOnly();

    /// <summary>Pairs that occur less often are no phrases, 1 or more; the scores of <see cref="PhraseScoring.Word2Phrase"/> subtract it. Default: 5.</summary>
    public int MinCount { get; init; } = 5;

    /// <summary>
    /// The score that a phrase exceeds: above 0 for <see cref="PhraseScoring.Word2Phrase"/>, −1 to 1 for <see cref="PhraseScoring.NormalizedPmi"/>. A higher one
    /// makes fewer phrases. Default (<c>null</c>): 10 and 0.5.
    /// </summary>
    public double? Threshold { get; init; }

    /// <summary>What scores two words. Default: <see cref="PhraseScoring.Word2Phrase"/>.</summary>
    public PhraseScoring Scoring { get; init; }

    /// <summary>What is put between the words of a phrase when they are joined, 1 to 16 characters without white space. Default: an underscore.</summary>
    public string Delimiter { get; init; } = "_";

    /// <summary>
    /// Words that may stand within a phrase, such as <c>of</c> in <c>bank of america</c>, but do not begin or end one, and are not counted for the score; 1,000 at
    /// most. They are compared with the words of the text as they are after lower-casing. Default: none.
    /// </summary>
    public IReadOnlyList<string> Connectors { get; init; } = [];

    /// <summary>How often phrases are found and joined, 1 to 10: with a second pass <c>new_york</c> and <c>city</c> may become one word. Default: 1.</summary>
    public int Passes { get; init; } = 1;

    /// <summary>
    /// The most different pairs to keep in memory while they are counted, 1,000 or more. When there are more, the rarest so far are pruned, as words are
    /// (<see cref="CorpusOptions.MaxDistinctWords"/>). Default: 40 million, up to 2 GB.
    /// </summary>
    public int MaxPairs { get; init; } = 40_000_000;

    /// <summary>The score that a phrase exceeds: <see cref="Threshold"/>, or the default of the scoring.</summary>
    internal double ActualThreshold => Threshold ?? (Scoring == PhraseScoring.Word2Phrase ? 10 : 0.5);

    /// <summary>Whether all options are the same; connectors are compared one by one.</summary>
    public bool Equals(PhraseOptions? other) =>
        other is not null
        && (MinCount, Threshold, Scoring, Delimiter, Passes, MaxPairs) == (other.MinCount, other.Threshold, other.Scoring, other.Delimiter, other.Passes, other.MaxPairs)
        && Connectors.SequenceEqual(other.Connectors, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MinCount, Threshold, Scoring, Delimiter, Passes, MaxPairs, Connectors.Count);

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names the option, its value and the range.</exception>
    internal void Validate()
    {
        OptionRange.Check(MinCount, 1, int.MaxValue, Owner + nameof(MinCount));
        OptionRange.CheckDefined(Scoring, Owner + nameof(Scoring));
        OptionRange.Check(Passes, 1, 10, Owner + nameof(Passes));
        OptionRange.Check(MaxPairs, MinPairs, int.MaxValue, Owner + nameof(MaxPairs));
        Require(
            Scoring == PhraseScoring.Word2Phrase ? ActualThreshold is > 0 and < double.PositiveInfinity : ActualThreshold is >= -1 and <= 1,
            nameof(Threshold),
            Threshold,
            Scoring == PhraseScoring.Word2Phrase ? "above 0 with the scores of word2phrase" : "from -1 to 1 with normalised pointwise mutual information");
        Require(
            Delimiter is { Length: > 0 and <= LongestDelimiter } && IsWord(Delimiter), nameof(Delimiter), $"'{Delimiter}'", $"1 to {LongestDelimiter} characters without white space");
        Require(
            Connectors is { Count: <= MaxConnectors } && Connectors.All(IsWord),
            nameof(Connectors),
            Connectors is null ? "null" : $"{Connectors.Count:N0} words",
            $"at most {MaxConnectors:N0} words without white space");
    }

    private static bool IsWord(string? text) =>
        !string.IsNullOrEmpty(text) && text.EnumerateRunes().All(rune => !Rune.IsWhiteSpace(rune) && !Rune.IsControl(rune) && rune != Rune.ReplacementChar);

    private static void Require(bool holds, string option, object? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentOutOfRangeException(Owner + option, value, $"{Owner}{option} must be {range}.");
        }
    }
}
