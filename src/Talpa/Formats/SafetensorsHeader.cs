using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Talpa.Formats;

/// <summary>The JSON header of a safetensors file: the tensors by name, and texts by name as metadata.</summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsEntry> Tensors, IReadOnlyDictionary<string, string> Metadata, long DataStart)
{
    /// <summary>The most bytes of a header that the format allows.</summary>
    public const int MaxBytes = 100_000_000;

    private const int Alignment = 8;

    /// <summary>Reads the header and checks that every tensor is within the file and has the length of its shape.</summary>
    public static SafetensorsHeader Read(Stream stream, string path)
    {
        Span<byte> lengthBytes = stackalloc byte[sizeof(ulong)];
        int read = stream.ReadAtLeast(lengthBytes, lengthBytes.Length, throwOnEndOfStream: false);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        if (read < lengthBytes.Length || length > MaxBytes || (long)length > stream.Length - sizeof(ulong))
        {
            throw UnusableInputException.AtByte(
                path, 0, "the first 8 bytes are not the length of a safetensors header that the file could hold; it is corrupt or was cut off, get it again");
        }

        byte[] json = new byte[length];
        stream.ReadExactly(json);
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 8 });
            return FromJson(document.RootElement, path, stream.Length, sizeof(ulong) + (long)length);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw UnusableInputException.AtByte(path, sizeof(ulong), "the JSON header does not describe tensors; the file is corrupt, get it again");
        }
    }

    /// <summary>The header's bytes, filled up with spaces so that the numbers are aligned.</summary>
    public static byte[] Encode(IReadOnlyList<SafetensorsEntry> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(TableNames.Metadata);
            foreach ((string name, string value) in metadata.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                json.WriteString(name, value);
            }

            json.WriteEndObject();
            foreach (SafetensorsEntry tensor in tensors)
            {
                WriteEntry(json, tensor);
            }

            json.WriteEndObject();
        }

        while (buffer.Length % Alignment != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    /// <summary>The format forbids tensors that share bytes: with them a small file could request any amount of memory.</summary>
    public void RequireApart(string path)
    {
        long end = 0;
        foreach (SafetensorsEntry tensor in Tensors.Where(tensor => tensor.End > tensor.Start).OrderBy(tensor => tensor.Start))
        {
            if (tensor.Start < end)
            {
                throw UnusableInputException.AtByte(
                    path, sizeof(ulong), $"the tensor {Quoted.Text(tensor.Name)} shares bytes with another; the file is corrupt, get it again");
            }

            end = tensor.End;
        }
    }

    private static void WriteEntry(Utf8JsonWriter json, SafetensorsEntry tensor)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type);
        json.WriteStartArray("shape");
        foreach (long length in tensor.Shape)
        {
            json.WriteNumberValue(length);
        }

        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(tensor.Start);
        json.WriteNumberValue(tensor.End);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static SafetensorsHeader FromJson(JsonElement root, string path, long fileLength, long dataStart)
    {
        var tensors = new List<SafetensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty property in root.EnumerateObject())
        {
            if (property.NameEquals(TableNames.Metadata))
            {
                foreach (JsonProperty entry in property.Value.EnumerateObject())
                {
                    metadata.Add(entry.Name, entry.Value.GetString() ?? "");
                }
            }
            else
            {
                tensors.Add(EntryFromJson(property, path, fileLength, dataStart));
            }
        }

        return new SafetensorsHeader(tensors, metadata, dataStart);
    }

    private static SafetensorsEntry EntryFromJson(JsonProperty property, string path, long fileLength, long dataStart)
    {
        long[] offsets = Whole(property.Value.GetProperty("data_offsets"));
        if (offsets.Length != 2)
        {
            throw new FormatException("There are not two offsets.");
        }

        var entry = new SafetensorsEntry(
            property.Name,
            property.Value.GetProperty("dtype").GetString() ?? "",
            Whole(property.Value.GetProperty("shape")),
            offsets[0],
            offsets[1]);
        bool isWithin = entry.Start >= 0 && entry.Start <= entry.End && entry.End <= fileLength - dataStart;
        if (!isWithin || entry.Shape.Any(length => length < 0))
        {
            throw UnusableInputException.AtByte(
                path, sizeof(ulong), $"the tensor {Quoted.Text(entry.Name)} is not within the file; it is corrupt or was cut off, get it again");
        }

        return entry;
    }

    private static long[] Whole(JsonElement numbers) => [.. numbers.EnumerateArray().Select(number => number.GetInt64())];
}
