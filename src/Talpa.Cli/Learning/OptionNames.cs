using System.Globalization;
using Talpa.Text;
using Talpa.Training;

namespace Talpa.Cli.Learning;

/// <summary>A training's options as names and values, to be kept with the vectors: the names are those of the command line.</summary>
internal static class OptionNames
{
    /// <summary>The options that have a bearing on what is learned.</summary>
    public static IReadOnlyDictionary<string, string> Describe(TrainingOptions options)
    {
        CorpusOptions corpus = options.Corpus;
        bool cbow = options.Architecture == Architecture.Cbow;
        var named = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["arch"] = cbow ? "cbow" : "skipgram",
            ["objective"] = options.Objective switch
            {
                Objective.NegativeSampling => "negative",
                Objective.HierarchicalSoftmax => "hierarchical",
                Objective.ExactSoftmax => "exact",
                _ => "softmax",
            },
            ["dim"] = Text(options.Dimension),
            ["window"] = Text(options.Window),
            ["full-window"] = Text(!options.DynamicWindow),
            ["sample"] = Text(options.SubsamplingThreshold),
            ["min-count"] = Text(corpus.MinCount),
            ["max-sentence"] = Text(corpus.MaxSentenceLength),
            ["tokenizer"] = ReferenceEquals(corpus.Tokenizer, Tokenizer.Whitespace) ? "whitespace" : "unicode",
            ["lowercase"] = Text(corpus.Lowercase),
            ["normalize"] = Text(corpus.NormalizeWords ?? ReferenceEquals(corpus.Tokenizer, Tokenizer.Unicode)),
            ["epochs"] = Text(Passes(options)),
            ["seed"] = Text(options.Seed),
        };
        if (options.Objective == Objective.NegativeSampling)
        {
            named["negatives"] = Text(options.Negatives);
            named["noise-exponent"] = Text(options.NoiseExponent);
            if (!cbow)
            {
                named["unshared-negatives"] = Text(!options.SharedNegatives);
            }
        }

        if (options.Objective == Objective.ExactSoftmax)
        {
            // Which gives the same bytes with any number of threads.
            named["learning-rate"] = Text(options.Exact.LearningRate);
            named["least-improvement"] = Text(options.Exact.LeastImprovement);
            named["weight-exponent"] = Text(options.Exact.WeightExponent);
            named["window-weights"] = options.Exact.Weighting.ToString().ToLowerInvariant();
        }
        else
        {
            DescribeWalk(options, named);
        }

        if (corpus.MaxVocabulary is { } most)
        {
            named["max-vocab"] = Text(most);
        }

        if (corpus.MaxDistinctWords != new CorpusOptions().MaxDistinctWords)
        {
            named["max-distinct"] = Text(corpus.MaxDistinctWords);
        }

        if (cbow)
        {
            named["uncorrected-cbow"] = Text(options.UncorrectedCbow);
        }

        return named;
    }

    private static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);

    /// <summary>What matters to the objectives that walk through the text.</summary>
    private static void DescribeWalk(TrainingOptions options, Dictionary<string, string> named)
    {
        named["min-learning-rate"] = Text(options.MinLearningRate);
        if (options.LearningRate is { } rate)
        {
            named["learning-rate"] = Text(rate);
        }

        if (options.Deterministic)
        {
            // The number of threads then changes nothing, the file's bytes included.
            named["deterministic"] = Text(true);
        }
        else
        {
            named["threads"] = Text(options.Threads);
        }
    }

    /// <summary>How often the text is gone through, or with the exact softmax its counts.</summary>
    public static int Passes(TrainingOptions options) =>
        options.Objective == Objective.ExactSoftmax ? options.Exact.Sweeps : options.Epochs;

    private static string Text(bool value) => value ? "true" : "false";
}
