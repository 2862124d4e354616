using System.Text.Json;
using System.Text.Json.Serialization;
using Talpa.Text;

namespace Talpa.Training;

/// <summary>A tokenizer by its name. A tokenizer of the program's own has none: whoever reads the options must set it again.</summary>
internal sealed class TokenizerName : JsonConverter<Tokenizer>
{
    private const string Unicode = "unicode";
    private const string Whitespace = "whitespace";
    private const string Own = "own";

    /// <inheritdoc/>
    public override Tokenizer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() switch
    {
        Unicode => Tokenizer.Unicode,
        Whitespace => Tokenizer.Whitespace,
        Own => MissingTokenizer.Instance,
        string other => throw new JsonException($"There is no tokenizer {Quoted.Text(other)}."),
        null => throw new JsonException("The tokenizer has no name."),
    };

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Tokenizer value, JsonSerializerOptions options) => writer.WriteStringValue(
        ReferenceEquals(value, Tokenizer.Unicode) ? Unicode : ReferenceEquals(value, Tokenizer.Whitespace) ? Whitespace : Own);
}
