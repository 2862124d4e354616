using System.Text.Json;
using System.Text.Json.Nodes;

namespace Talpa.Cli.Learning;

/// <summary>
/// The options of a training as they are kept with its vectors and given in answers: <see cref="TrainingOptions.ToJson"/> with the objective's defaults
/// written out, and without what has no bearing on the vectors.
/// </summary>
internal static class TrainedOptions
{
    /// <summary>The name of the options' entry in a file of vectors.</summary>
    private const string Entry = "training";

    /// <summary>The options for a file of vectors.</summary>
    public static IReadOnlyDictionary<string, string> ForFile(TrainingOptions options) =>
        new Dictionary<string, string>(StringComparer.Ordinal) { [Entry] = ToJson(options).ToJsonString() };

    /// <summary>The options as JSON.</summary>
    public static JsonObject ToJson(TrainingOptions options)
    {
        TrainingOptions complete = options with
        {
            Epochs = options.ActualEpochs,
            LearningRate = options.ActualLearningRate,
            MinLearningRate = options.ActualMinLearningRate,
            WindowWeighting = options.ActualWindowWeighting,
        };
        JsonObject json = JsonNode.Parse(complete.ToJson())!.AsObject();
        if (json["corpus"] is JsonObject corpus)
        {
            Remove(corpus, nameof(CorpusOptions.Threads));
            Remove(corpus, nameof(CorpusOptions.TemporaryFolder));
        }

        if (json["objective"] is JsonObject objective)
        {
            Remove(objective, nameof(ExactSoftmax.MemoryLimit));
        }

        if (options.Deterministic || options.Objective.TrainsFromCounts)
        {
            // Any number of threads gives the same vectors, and so the same file.
            Remove(json, nameof(TrainingOptions.Threads));
        }

        return json;
    }

    /// <summary>What a file of vectors says about the training: the options that <see cref="ForFile"/> wrote, and whatever other programs noted.</summary>
    public static JsonObject Read(IReadOnlyDictionary<string, string> entries)
    {
        JsonObject? training = Find(entries);
        JsonObject all = training ?? [];
        foreach ((string name, string value) in entries)
        {
            if (name != Entry || training is null)
            {
                all[name] = value;
            }
        }

        return all;
    }

    /// <summary>The options of the training that made a file of vectors; <c>null</c> where the file does not tell.</summary>
    /// <exception cref="UnusableInputException">The file's options can't be read.</exception>
    public static TrainingOptions? Of(string path, IReadOnlyDictionary<string, string> entries)
    {
        try
        {
            return entries.TryGetValue(Entry, out string? json) ? TrainingOptions.FromJson(json) : null;
        }
        catch (Exception fault) when (fault is FormatException or ArgumentOutOfRangeException)
        {
            throw new UnusableInputException($"{path}: {Faults.WithoutParameter(fault.Message).TrimEnd('.')}; another version of Talpa may have written the file", fault);
        }
    }

    /// <summary>The options for people, one each: "objective negative", "minCount 5" and so on.</summary>
    /// <param name="options">The options.</param>
    /// <param name="owner">What an option called "name" names.</param>
    public static IEnumerable<string> Lines(JsonObject options, string owner = "name")
    {
        foreach ((string name, JsonNode? value) in options)
        {
            IEnumerable<string> lines = value switch
            {
                null => [],
                JsonObject part => Lines(part, name),
                _ => [$"{(name == "name" ? owner : name)} {value}"],
            };
            foreach (string line in lines)
            {
                yield return line;
            }
        }
    }

    private static JsonObject? Find(IReadOnlyDictionary<string, string> entries)
    {
        if (!entries.TryGetValue(Entry, out string? text))
        {
            return null;
        }

        try
        {
            return JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            // Another program wrote it. It is shown as it is.
            return null;
        }
    }

    private static void Remove(JsonObject json, string property) => json.Remove(JsonNamingPolicy.CamelCase.ConvertName(property));
}
