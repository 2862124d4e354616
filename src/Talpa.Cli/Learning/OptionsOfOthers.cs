using System.CommandLine;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Learning;

/// <summary>
/// Options of word2vec.c, fastText and gensim that change nothing here, or only with another value than the one that copied command lines have: taken with a
/// note, so that such lines work. With another value they are refused.
/// </summary>
internal sealed class OptionsOfOthers
{
    private static readonly Known[] All =
    [
        new("-debug", null, "word2vec.c's amount of messages; --quiet prints less", "--debug"),
        new("-verbose", null, "fastText's amount of messages; --quiet prints less", "--verbose"),
        new("-lrUpdateRate", null, "the learning rate falls evenly", "--lrUpdateRate", "--lr-update-rate"),
        new("--cbow_mean", ["1"], "CBOW takes the mean of a window", "--cbow-mean", "-cbow_mean"),
        new("-wordNgrams", ["1"], "no sequences of words are learned", "--wordNgrams", "--word-ngrams"),
        new("-classes", ["0"], "no classes of words are made", "--classes"),
        new("--sorted_vocab", ["1"], "words are sorted by frequency", "--sorted-vocab"),
        new("--batch_words", null, "gensim's size of work for a thread", "--batch-words"),
    ];

    private readonly (Known Known, Option<string[]?> Option)[] _options =
        [.. All.Select(known => (known, new Option<string[]?>(known.Name, known.Aliases) { Arity = ArgumentArity.OneOrMore, AllowMultipleArgumentsPerToken = false }))];

    /// <summary>The options, which work without being shown.</summary>
    public IEnumerable<Option> Hidden => _options.Select(pair => pair.Option);

    /// <summary>A line for each that was given.</summary>
    /// <exception cref="UsageException">One has a value that would change what is learned.</exception>
    public IEnumerable<string> Notes(ParseResult arguments)
    {
        foreach ((Known known, Option<string[]?> option) in _options)
        {
            foreach (string value in arguments.GetValue(option) ?? [])
            {
                if (known.Values is { } values && !values.Contains(value, StringComparer.Ordinal))
                {
                    throw new UsageException($"{known.Name} {value} can't be done: {known.Reason}; leave it out or give {string.Join(" or ", values)}");
                }

                yield return $"{known.Name} has no effect: {known.Reason}";
            }
        }
    }

    /// <param name="Name">Its name.</param>
    /// <param name="Values">The values that change nothing; <c>null</c> for all.</param>
    /// <param name="Reason">Why.</param>
    /// <param name="Aliases">Other names.</param>
    private sealed record Known(string Name, string[]? Values, string Reason, params string[] Aliases);
}
