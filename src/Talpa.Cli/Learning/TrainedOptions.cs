using System.Text.Json;
using System.Text.Json.Nodes;

namespace Talpa.Cli.Learning;

/// <summary>What a file of vectors says about the training that made it, and the form in which answers give it: the library's JSON.</summary>
internal static class TrainedOptions
{
    private const string OptionsEntry = "training";
    private const string ReportEntry = "report";

    /// <summary>Options as answers give them: with all defaults written out.</summary>
    public static JsonObject ToJson(TrainingOptions options) => JsonNode.Parse(options.WithDefaults().ToJson())!.AsObject();

    /// <summary>The options in a file: those of the training, and whatever other programs noted.</summary>
    public static JsonObject Read(IReadOnlyDictionary<string, string> entries)
    {
        JsonObject? training = Find(entries, OptionsEntry);
        JsonObject all = training ?? [];
        foreach ((string name, string value) in entries)
        {
            if (name is not (OptionsEntry or ReportEntry) || Find(entries, name) is null)
            {
                all[name] = value;
            }
        }

        return all;
    }

    /// <summary>What the file says the training did; <c>null</c> where it does not.</summary>
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
                JsonObject part => Lines(part, name),
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
