using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Talpa.Objectives;

namespace Talpa.Training;

/// <summary>
/// Options as JSON: in checkpoints, in model files, and for programs. The objective is an object whose <c>name</c> names the objective.
/// </summary>
internal sealed class OptionsJson
{
    /// <summary>The property that names the objective.</summary>
    private const string Name = "name";

    private const string OtherNames = "otherNames";

    private readonly JsonSerializerOptions _serializer;
    private readonly ObjectiveTable _objectives;

    /// <summary>Makes the form for a table of objectives.</summary>
    /// <param name="objectives">The objectives.</param>
    /// <param name="types">How each of them is written; <c>null</c> for the library's own.</param>
    public OptionsJson(ObjectiveTable objectives, IJsonTypeInfoResolver? types = null)
    {
        _objectives = objectives;
        _serializer = new JsonSerializerOptions(OptionsJsonTypes.Default.Options)
        {
            TypeInfoResolver = JsonTypeInfoResolver.Combine(OptionsJsonTypes.Default, types).WithAddedModifier(info => NameObjectives(info, objectives)),
        };
    }

    /// <summary>For the library's own objectives.</summary>
    public static OptionsJson Default { get; } = new(ObjectiveTable.Default);

    /// <summary>How options, or what contains them, are written.</summary>
    public JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)_serializer.GetTypeInfo(typeof(T));

    /// <summary>Writes options.</summary>
    public string Write(TrainingOptions options) => JsonSerializer.Serialize(options, Type<TrainingOptions>());

    /// <summary>Reads options and checks them.</summary>
    /// <exception cref="FormatException">It is not JSON, or names an option or objective that there is not.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public TrainingOptions Read(string json)
    {
        try
        {
            JsonNode? given = JsonNode.Parse(json, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false });
            if (given is JsonObject named)
            {
                Complete(named, DefaultsOf(named));
            }

            TrainingOptions? options = given.Deserialize(Type<TrainingOptions>());
            if (options is not { Corpus: not null })
            {
                throw new FormatException("The training options can't be read: the text is null.");
            }

            options.Validate();
            return options;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            throw new FormatException($"The training options can't be read: {fault.Message}", fault);
        }
    }

    /// <summary>Adds what is not named: the serializer would set it to zero or null instead of leaving the default.</summary>
    private static void Complete(JsonObject given, JsonObject defaults)
    {
        foreach ((string name, JsonNode? value) in defaults)
        {
            if (!given.TryGetPropertyValue(name, out JsonNode? own))
            {
                given[name] = value?.DeepClone();
            }
            else if (own is JsonObject part && value is JsonObject partDefaults)
            {
                Complete(part, partDefaults);
            }
        }
    }

    private JsonObject DefaultsOf(JsonObject given)
    {
        var defaults = new TrainingOptions();
        if (given["objective"] is JsonObject part && part[Name] is JsonValue name && name.TryGetValue(out string? text) && _objectives.Find(text) is { } objective)
        {
            defaults = defaults with { Objective = objective };
        }

        if (given["subwords"] is JsonObject)
        {
            defaults = defaults with { Subwords = new SubwordOptions() };
        }

        if (given["corpus"] is JsonObject corpus && corpus["phrases"] is JsonObject)
        {
            defaults = defaults with { Corpus = defaults.Corpus with { Phrases = new PhraseOptions() } };
        }

        return JsonSerializer.SerializeToNode(defaults, Type<TrainingOptions>())!.AsObject();
    }

    private static void NameObjectives(JsonTypeInfo info, ObjectiveTable objectives)
    {
        if (typeof(Objective).IsAssignableFrom(info.Type))
        {
            // The name is written as the discriminator, and the serializer refuses a property of that name. Lists are written even if they are read-only.
            RemoveNames(info.Properties);
        }

        if (info.Type != typeof(Objective))
        {
            return;
        }

        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Name, UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization };
        foreach (Objective objective in objectives.Objectives)
        {
            info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(objective.GetType(), objective.Name));
        }
    }

    private static void RemoveNames(IList<JsonPropertyInfo> properties)
    {
        for (int i = properties.Count - 1; i >= 0; i--)
        {
            if (properties[i].Name is Name or OtherNames)
            {
                properties.RemoveAt(i);
            }
        }
    }
}
