using System.Globalization;
using Talpa.CoOccurrence;
using Talpa.Text;

namespace Talpa.Cli.Learning;

/// <summary>Reads a text as the one was read that a model was trained on: by the options that its file keeps.</summary>
/// <param name="options">The options, as <see cref="OptionNames.Describe"/> wrote them.</param>
internal sealed class TrainedReading(IReadOnlyDictionary<string, string> options)
{
    /// <summary>How the text is split into words; every word counts, the model's vocabulary decides.</summary>
    public CorpusOptions Corpus => new()
    {
        MinCount = 1,
        Tokenizer = Value("tokenizer", "unicode") == "whitespace" ? Tokenizer.Whitespace : Tokenizer.Unicode,
        Lowercase = IsOn("lowercase"),
        NormalizeWords = options.ContainsKey("normalize") ? IsOn("normalize") : null,
        MaxSentenceLength = (int)Number("max-sentence", new CorpusOptions().MaxSentenceLength),
    };

    /// <summary>How its pairs are counted.</summary>
    public CoOccurrenceOptions Pairs => new()
    {
        Window = (int)Number("window", 5),
        SubsamplingThreshold = Number("sample", 0),
        Weighting = IsOn("full-window") ? WindowWeighting.Even
            : Enum.TryParse(Value("window-weights", ""), ignoreCase: true, out WindowWeighting weighting) ? weighting : WindowWeighting.Linear,
    };

    private string Value(string name, string standard) => options.GetValueOrDefault(name, standard);

    private bool IsOn(string name) => Value(name, "false") == "true";

    private double Number(string name, double standard) =>
        double.TryParse(Value(name, ""), NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : standard;
}
