using System.Text.Json;
using System.Text.Json.Nodes;
using Talpa.Formats;
using Talpa.Memory;
using Talpa.Text;
using Talpa.Training;
using Talpa.Vectors;

namespace Talpa;

/// <summary>How a model's options and report are kept in a vector file: as JSON, each under a name of its own among the file's options.</summary>
internal static class ModelFile
{
    /// <summary>The name of the training's options.</summary>
    public const string Training = "training";

    /// <summary>The name of the training's report.</summary>
    public const string Report = "report";

    /// <summary>The name of the phrases.</summary>
    public const string Phrases = VectorFileContent.PhrasesOption;

    /// <summary>
    /// Options, report and phrases as a file keeps them: with all defaults written out, and without what does not change the vectors, so that the same
    /// training gives the same file.
    /// </summary>
    public static Dictionary<string, string> Describe(TrainingOptions options, TrainingReport report, Phrases? phrases)
    {
        var entries = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [Training] = Deciding(options).ToJsonString(),
            [Report] = JsonSerializer.Serialize(report, OptionsJson.Default.Type<TrainingReport>()),
        };
        if (phrases is not null)
        {
            entries.Add(Phrases, PhraseJson.Write(phrases));
        }

        return entries;
    }

    /// <summary>Where a file has output vectors of words and biases, there is one for each.</summary>
    private static void RequireBiases(VectorFileContent content, string source)
    {
        if (content.Output is { } output && TableNames.IsOfWords(content, output)
            && content.OtherTables.TryGetValue(ContextPrediction.BiasTable, out PaddedMatrix? biases) && (biases.Rows != 1 || biases.Dimension != output.Rows))
        {
            throw UnusableInputException.InFile(
                source, $"{ContextPrediction.BiasTable} has {biases.Rows:N0} × {biases.Dimension:N0} numbers, but there are {output.Rows:N0} output vectors; the file is corrupt, get it again");
        }
    }

    private static JsonObject Deciding(TrainingOptions options)
    {
        JsonObject json = JsonNode.Parse(options.ToJson())!.AsObject();
        JsonObject corpus = json["corpus"]!.AsObject();
        Remove(corpus, nameof(CorpusOptions.Encoding));
        Remove(corpus, nameof(CorpusOptions.Threads));
        Remove(corpus, nameof(CorpusOptions.TemporaryFolder));
        Remove(json["objective"]!.AsObject(), nameof(ExactSoftmax.MemoryLimit));
        if (options.Repeats)
        {
            Remove(json, nameof(TrainingOptions.Threads));
        }

        return json;
    }

    private static void Remove(JsonObject json, string property) => json.Remove(JsonNamingPolicy.CamelCase.ConvertName(property));

    /// <summary>Makes a model of what a file holds.</summary>
    /// <param name="content">What it holds.</param>
    /// <param name="source">The file, for messages.</param>
    /// <returns>The model. Options or a report that this version can't read are left out, which a warning says: the vectors do not depend on them.</returns>
    public static TrainedModel ToModel(VectorFileContent content, string source)
    {
        RequireBiases(content, source);
        var warnings = new List<string>(content.Warnings);
        TrainingOptions? options = Read(Training, TrainingOptions.FromJson);
        TrainingReport? report = Read(Report, json => JsonSerializer.Deserialize(json, OptionsJson.Default.Type<TrainingReport>()));
        Phrases? phrases = Read(Phrases, PhraseJson.Read);
        return new TrainedModel(content with { Warnings = warnings }, options, report, phrases);

        T? Read<T>(string entry, Func<string, T?> parse)
            where T : class
        {
            try
            {
                return content.Options.TryGetValue(entry, out string? json) ? parse(json) : null;
            }
            catch (Exception fault) when (fault is FormatException or ArgumentException or JsonException or NotSupportedException)
            {
                warnings.Add(
                    $"{source}: its entry '{entry}' can't be read ({fault.Message.ReplaceLineEndings(" ").TrimEnd('.')}) and was ignored; another version of Talpa may have written it");
                return null;
            }
        }
    }
}
