using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Talpa.Text;

/// <summary>Phrases as JSON, in the files of models: for each an array of its pass, count, score, joined form, and words.</summary>
internal static class PhraseJson
{
    private const int Head = 4;

    /// <summary>Writes phrases.</summary>
    public static string Write(Phrases phrases)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            writer.WriteStartArray();
            foreach (Phrase phrase in phrases.Items)
            {
                writer.WriteStartArray();
                writer.WriteNumberValue(phrase.Pass);
                writer.WriteNumberValue(phrase.Count);
                writer.WriteNumberValue(phrase.Score);
                writer.WriteStringValue(phrase.Text);
                foreach (string word in phrase.Words)
                {
                    writer.WriteStringValue(word);
                }

                writer.WriteEndArray();
            }

            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    /// <summary>Reads phrases.</summary>
    /// <exception cref="FormatException">It is other JSON.</exception>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static Phrases Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return new Phrases([.. document.RootElement.EnumerateArray().Select(Read)]);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException)
        {
            throw new FormatException("The phrases can't be read: it is not a list of pass, count, score, joined form and words.", fault);
        }
    }

    private static Phrase Read(JsonElement entry)
    {
        string[] words = [.. entry.EnumerateArray().Skip(Head).Select(Text)];
        return words.Length >= 2
            ? new Phrase(Text(entry[3]), words, entry[1].GetInt64(), entry[2].GetDouble(), entry[0].GetInt32())
            : throw new FormatException("A phrase has fewer than two words.");
    }

    private static string Text(JsonElement value) =>
        value.GetString() is { Length: > 0 } text ? text : throw new FormatException("A word is empty.");
}
