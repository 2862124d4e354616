using System.Text.Json;
using System.Text.Json.Nodes;

namespace Talpa.Cli.Learning;

/// <summary>The options and report of the training that made a file of vectors, and their form in answers: the library's JSON.</summary>
internal static class TrainedOptions
{
    private const string OptionsEntry = "training";
    private const string ReportEntry = "report";
    private const string PhrasesEntry = "phrases";

    /// <summary>Options as answers give them.</summary>
    public static JsonObject ToJson(TrainingOptions options) => JsonNode.Parse(options.ToJson())!.AsObject();

    /// <summary>The options in a file: those of the training, and what other programs stored.</summary>
    public static JsonObject Read(IReadOnlyDictionary<string, string> entries)
    {
        JsonObject? training = Find(entries, OptionsEntry);
        JsonObject all = training ?? [];
        foreach ((string name, string value) in entries)
        {
            if (name != PhrasesEntry && (name is not (OptionsEntry or ReportEntry) || Find(entries, name) is null))
            {
                all[name] = value;
            }
        }

        return all;
    }

    /// <summary>The training's report; <c>null</c> where the file has none.</summary>
    public static JsonObject? ReadReport(IReadOnlyDictionary<string, string> entries) => Find(entries, ReportEntry);

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
                JsonObject phrases when name == PhrasesEntry => Lines(phrases).Select(line => $"phrases {line}"),
                JsonObject part => Lines(part, name),
                JsonArray { Count: 0 } => [],
                JsonArray list => [$"{name} {string.Join(' ', list)}"],
                _ => [$"{(name == "name" ? owner : name)} {value}"],
            };
            foreach (string line in lines)
            {
                yield return line;
            }
        }
    }

    private static JsonObject? Find(IReadOnlyDictionary<string, string> entries, string entry)
    {
        if (!entries.TryGetValue(entry, out string? text))
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
}
