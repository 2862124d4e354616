using System.CommandLine;
using System.CommandLine.Parsing;
using Talpa.Cli.Parsing;

namespace Talpa.Cli.Learning;

/// <summary>The options of <c>talpa train</c> about character n-grams, under fastText's and gensim's names, too. Each of them switches the n-grams on, a largest length of 0 off.</summary>
internal sealed class SubwordOptionSet
{
    private readonly Option<bool> _subwords = OptionOf.Flag("--subwords", "Compose words of character n-grams, as fastText does: unknown words get vectors, too.");
    private readonly Option<int?> _minLength = OptionOf.Integer("--min-ngram", "N", "Characters of the shortest; < and > around a word count. [3]", "-minn", "--minn", "--min-n", "--min_n");
    private readonly Option<int?> _maxLength = OptionOf.Integer("--max-ngram", "N", "Characters of the longest; 0 for no n-grams. [6]", "-maxn", "--maxn", "--max-n", "--max_n");
    private readonly Option<int?> _buckets = OptionOf.Integer("--buckets", "N", "N-grams are hashed into N rows; only those used take memory. [2,000,000]", "-bucket", "--bucket");

    /// <summary>The options in the group that help shows them in.</summary>
    public OptionGroup Group => new("Subwords", _subwords, _minLength, _maxLength, _buckets);

    /// <summary>The options as the library takes them.</summary>
    /// <param name="arguments">What was given.</param>
    /// <param name="defaults">What holds where nothing was given; <c>null</c> for no n-grams.</param>
    /// <returns>The options; <c>null</c> for no n-grams.</returns>
    /// <exception cref="UsageException">Two options disagree.</exception>
    public SubwordOptions? Read(ParseResult arguments, SubwordOptions? defaults)
    {
        bool isOn = arguments.GetValue(_subwords);
        int? minLength = arguments.GetValue(_minLength);
        int? maxLength = arguments.GetValue(_maxLength);
        int? buckets = arguments.GetValue(_buckets);
        if (maxLength == 0)
        {
            return isOn ? throw new UsageException($"{_subwords.Name} and {_maxLength.Name} 0 disagree; give one of them") : null;
        }

        if (!isOn && (minLength ?? maxLength ?? buckets) is null)
        {
            return defaults;
        }

        SubwordOptions options = defaults ?? new SubwordOptions();
        return options with
        {
            // fastText takes 0 for 1.
            MinLength = minLength is { } least ? Math.Max(1, least) : options.MinLength,
            MaxLength = maxLength ?? options.MaxLength,
            Buckets = buckets ?? options.Buckets,
        };
    }

    /// <summary>The option that sets a property; <c>null</c> where none of these does.</summary>
    public string? NameOf(string property) => property switch
    {
        nameof(TrainingOptions.Subwords) => _subwords.Name,
        nameof(SubwordOptions.MinLength) => _minLength.Name,
        nameof(SubwordOptions.MaxLength) => _maxLength.Name,
        nameof(SubwordOptions.Buckets) => _buckets.Name,
        _ => null,
    };
}
