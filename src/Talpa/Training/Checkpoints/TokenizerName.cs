using System.Text.Json;
using System.Text.Json.Serialization;
using Talpa.Text;

namespace Talpa.Training.Checkpoints;

/// <summary>A tokenizer by its name. One of the user's own has none: whoever goes on must bring it along.</summary>
internal sealed class TokenizerName : JsonConverter<Tokenizer>
{
    private const string Unicode = "unicode";
    private const string Whitespace = "whitespace";
    private const string Own = "own";

    /// <inheritdoc/>
    public override Tokenizer Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.GetString() == Whitespace ? Tokenizer.Whitespace : Tokenizer.Unicode;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Tokenizer value, JsonSerializerOptions options) => writer.WriteStringValue(
        ReferenceEquals(value, Tokenizer.Unicode) ? Unicode : ReferenceEquals(value, Tokenizer.Whitespace) ? Whitespace : Own);
}
