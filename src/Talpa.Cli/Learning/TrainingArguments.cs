using System.Globalization;
using Talpa.Cli.Rendering;

namespace Talpa.Cli.Learning;

/// <summary>The options of a training as arguments of <c>talpa train</c>, each written out, because a default may change or depend on the text.</summary>
internal static class TrainingArguments
{
    /// <summary>The arguments that give the same options. The number of threads is one of them only where it changes the result.</summary>
    /// <param name="options">Options with all defaults written out.</param>
    public static IEnumerable<string> Of(TrainingOptions options) =>
    [
        $"--arch {options.Architecture switch { Architecture.Cbow => "cbow", Architecture.UncorrectedCbow => "uncorrected-cbow", _ => "skipgram" }}",
        .. OfObjective(options.Objective!),
        .. options.Subwords is { } subwords ? (string[])[$"--min-ngram {Text(subwords.MinLength)}", $"--max-ngram {Text(subwords.MaxLength)}", $"--buckets {Text(subwords.Buckets)}"] : [],
        $"--dim {Text(options.Dimension)}",
        $"--window {Text(options.Window)}",
        $"--window-weights {options.WindowWeighting!.Value.ToString().ToLowerInvariant()}",
        $"--sample {Text(options.SubsamplingThreshold)}",
        $"--epochs {Text(options.Epochs!.Value)}",
        $"--learning-rate {Text(options.LearningRate!.Value)}",
        $"--min-learning-rate {Text(options.MinLearningRate!.Value)}",
        $"--seed {Text(options.Seed)}",
        .. OfText(options.Corpus),
        .. options.Objective!.TrainsFromCounts ? [] : options.FreeRunning ? (string[])["--free-running", $"--threads {Text(options.Threads)}"] : [$"--shards {Text(options.Shards!.Value)}"],
    ];

    /// <summary>Whether the same options give the same bytes again.</summary>
    public static bool Repeats(TrainingOptions options) => options.Repeats || options.Threads == 1;

    /// <summary>What was set in a program and has no option of the command; <c>null</c> for nothing.</summary>
    public static string? Missing(TrainingOptions options)
    {
        var defaults = new ExactSoftmax();
        return options.Corpus.Tokenizer != Tokenizer.Unicode && options.Corpus.Tokenizer != Tokenizer.Whitespace ? "a tokenizer of a program's own"
            : options.Objective is ExactSoftmax exact && (exact.BlockSize, exact.FrequentWords, exact.RareWordsEvery, exact.FrequentSweeps)
                != (defaults.BlockSize, defaults.FrequentWords, defaults.RareWordsEvery, defaults.FrequentSweeps)
            ? "the sizes of blocks and sweeps of the exact softmax"
            : null;
    }

    private static string[] OfObjective(Objective objective) => objective switch
    {
        NegativeSampling negative =>
        [
            "--objective negative",
            $"--negatives {Text(negative.Negatives)}",
            $"--noise-exponent {Text(negative.NoiseExponent)}",
            .. negative.SharedNegatives ? [] : (string[])["--unshared-negatives"],
        ],
        ExactSoftmax exact =>
        [
            "--objective exact",
            $"--prior {Text(exact.Prior)}",
            $"--min-improvement {Text(exact.MinImprovement)}",
            $"--hold-out {Text(exact.HoldOut)}",
            $"--weight-exponent {Text(exact.WeightExponent)}",
            $"--directional {(exact.Directional == true ? "on" : "off")}",
            .. exact.KeepCounts ? (string[])["--keep-counts"] : [],
        ],
        _ => [$"--objective {objective.Name}"],
    };

    private static IEnumerable<string> OfText(CorpusOptions options)
    {
        yield return $"--tokenizer {(options.Tokenizer == Tokenizer.Whitespace ? "whitespace" : "unicode")}";
        yield return $"--normalize {(options.NormalizeWords!.Value ? "nfc" : "none")}";
        yield return $"--min-count {Text(options.MinCount)}";
        yield return $"--max-sentence {Text(options.MaxSentenceLength)}";
        yield return $"--max-distinct {Text(options.MaxDistinctWords)}";
        if (options.Lowercase)
        {
            yield return "--lowercase";
        }

        if (options.MaxVocabulary is { } words)
        {
            yield return $"--max-vocab {Text(words)}";
        }

        foreach (string argument in options.Phrases is { } phrases ? PhraseOptionSet.Arguments(phrases, Text, ShellText.Quote) : [])
        {
            yield return argument;
        }
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
}
