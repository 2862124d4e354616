using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>Options about phrases. In a training each of them switches the phrases on.</summary>
internal sealed class PhraseOptionSet
{
    private const string English = "english";

    private readonly Option<bool>? _phrases;
    private readonly Option<int?> _passes;
    private readonly Option<PhraseScoring?> _scoring;
    private readonly Option<double?> _threshold;
    private readonly Option<int?> _minCount;
    private readonly Option<string?> _connectors = OptionOf.Text("--connectors", "WORDS", "Allowed within a phrase: english, or words such as 'of the'. [none]");
    private readonly Option<string?> _delimiter;
    private readonly Option<int?> _maxPairs = OptionOf.Integer("--max-pairs", "N", "While counting, drop the rarest pairs beyond N. [40,000,000]");

    /// <summary>Makes the options.</summary>
    /// <param name="isTraining">Whether they are among those of a training, where their names say that they are about phrases.</param>
    public PhraseOptionSet(bool isTraining)
    {
        string prefix = isTraining ? "--phrase-" : "--";
        _phrases = isTraining ? OptionOf.Flag("--phrases", "Join words that belong together: new york becomes new_york.") : null;
        _passes = OptionOf.Integer($"{prefix}passes", "N", "Find phrases N times; 2 joins new_york and city. [1]");
        _scoring = OptionOf.OneOf(
            $"{prefix}scoring", "What scores two words. [word2phrase]", [("word2phrase", PhraseScoring.Word2Phrase), ("npmi", PhraseScoring.NormalizedPmi), ("default", PhraseScoring.Word2Phrase)]);
        _threshold = OptionOf.Number($"{prefix}threshold", "X", "A phrase scores more than X. [word2phrase 10, npmi 0.5]", isTraining ? [] : ["-threshold"]);
        _minCount = OptionOf.Integer($"{prefix}min-count", "N", "Pairs that occur less often are no phrases. [5]", isTraining ? [] : ["-min-count", "--min_count"]);
        _delimiter = OptionOf.Text($"{prefix}delimiter", "TEXT", "Stands between the words of a phrase. [_]");
    }

    /// <summary>The options in the group that help shows them in.</summary>
    public OptionGroup Group => new("Phrases", All);

    private Option[] All => [.. _phrases is null ? (Option[])[] : [_phrases], _passes, _scoring, _threshold, _minCount, _connectors, _delimiter, _maxPairs];

    /// <summary>The options as the library takes them.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="defaults">What holds where nothing was given; <c>null</c> for no phrases.</param>
    /// <returns>The options; <c>null</c> for no phrases.</returns>
    public PhraseOptions? Read(ParseResult arguments, PhraseOptions? defaults)
    {
        if (!Array.Exists(All, option => arguments.GetResult(option) is { Implicit: false }))
        {
            return defaults;
        }

        PhraseOptions options = defaults ?? new PhraseOptions();
        return options with
        {
            Passes = arguments.GetValue(_passes) ?? options.Passes,
            Scoring = arguments.GetValue(_scoring) ?? options.Scoring,
            Threshold = arguments.GetValue(_threshold) ?? options.Threshold,
            MinCount = arguments.GetValue(_minCount) ?? options.MinCount,
            Connectors = arguments.GetValue(_connectors) is { } words ? ConnectorsOf(words) : options.Connectors,
            Delimiter = arguments.GetValue(_delimiter) ?? options.Delimiter,
            MaxPairs = arguments.GetValue(_maxPairs) ?? options.MaxPairs,
        };
    }

    /// <summary>The options as arguments of <c>talpa train</c>.</summary>
    public static IEnumerable<string> Arguments(PhraseOptions options, Func<IFormattable, string> number, Func<string, string> quote)
    {
        yield return "--phrases";
        yield return $"--phrase-passes {number(options.Passes)}";
        yield return $"--phrase-scoring {(options.Scoring == PhraseScoring.NormalizedPmi ? "npmi" : "word2phrase")}";
        if (options.Threshold is { } threshold)
        {
            yield return $"--phrase-threshold {number(threshold)}";
        }

        yield return $"--phrase-min-count {number(options.MinCount)}";
        if (options.Connectors.Count > 0)
        {
            bool isEnglish = options.Connectors.SequenceEqual(PhraseOptions.EnglishConnectors, StringComparer.Ordinal);
            yield return $"--connectors {(isEnglish ? English : quote(string.Join(' ', options.Connectors)))}";
        }

        yield return $"--phrase-delimiter {quote(options.Delimiter)}";
        yield return $"--max-pairs {number(options.MaxPairs)}";
    }

    /// <summary>The option that sets a property; <c>null</c> where none of these does.</summary>
    public string? NameOf(string property) => property switch
    {
        "Phrases.Passes" => _passes.Name,
        "Phrases.Scoring" => _scoring.Name,
        "Phrases.Threshold" => _threshold.Name,
        "Phrases.MinCount" => _minCount.Name,
        "Phrases.Connectors" => _connectors.Name,
        "Phrases.Delimiter" => _delimiter.Name,
        "Phrases.MaxPairs" => _maxPairs.Name,
        _ => null,
    };

    private static IReadOnlyList<string> ConnectorsOf(string words) =>
        words.Equals(English, StringComparison.OrdinalIgnoreCase) ? PhraseOptions.EnglishConnectors : [.. words.Split([' ', ',', '\t'], StringSplitOptions.RemoveEmptyEntries)];
}
