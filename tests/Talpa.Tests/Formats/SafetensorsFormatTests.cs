using System.Buffers.Binary;
using System.Text.Json;
using Talpa.Formats;
using Talpa.Text;
using Talpa.Vectors;

namespace Talpa.Tests.Formats;

public sealed class SafetensorsFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_layout_follows_the_format_specification()
    {
        // Parsed according to the format's specification: 8 bytes of length, JSON, then the tensors without gaps.
        VectorFileContent content = Contents.Small() with { Options = new Dictionary<string, string>(StringComparer.Ordinal) { ["window"] = "5" } };
        VectorFileAccess.Write(_folder.File("x.safetensors"), content);
        byte[] file = File.ReadAllBytes(_folder.File("x.safetensors"));
        int length = (int)BinaryPrimitives.ReadInt64LittleEndian(file);
        Assert.Equal(0, length % 8);
        JsonElement header = JsonDocument.Parse(file.AsMemory(8, length)).RootElement;
        ReadOnlySpan<byte> data = file.AsSpan(8 + length);
        Assert.Equal("5", header.GetProperty("__metadata__").GetProperty("window").GetString());
        Assert.Equal("""{"dtype":"I64","shape":[3],"data_offsets":[0,24]}""", header.GetProperty("counts").GetRawText());
        Assert.Equal("""{"dtype":"F32","shape":[3,3],"data_offsets":[24,60]}""", header.GetProperty("vectors").GetRawText());
        Assert.Equal("""{"dtype":"U8","shape":[19],"data_offsets":[60,79]}""", header.GetProperty("words").GetRawText());
        Assert.Equal(79, data.Length);
        Assert.Equal(900, BinaryPrimitives.ReadInt64LittleEndian(data));
        Assert.Equal(-2.25f, BinaryPrimitives.ReadSingleLittleEndian(data[28..]));
        Assert.Equal(Contents.Bytes("mole\ngroßer\n土竜"), data[60..].ToArray());
    }

    [Theory]
    [InlineData("F32", "0000C03F000010C0", 0)]
    [InlineData("F16", "003E80C0", 0)]
    [InlineData("BF16", "C03F10C0", 0)]
    [InlineData("F64", "000000000000F83F00000000000002C0", 1)]
    public void Numbers_of_every_float_type_are_read(string type, string bytes, int warnings)
    {
        // 1.5 and -2.25 in the four IEEE 754 types, encoded by hand.
        byte[] numbers = Convert.FromHexString(bytes);
        string path = Write($$$"""{"words":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"vectors":{"dtype":"{{{type}}}","shape":[2,1],"data_offsets":[3,{{{3 + numbers.Length}}}]}}""", [.. "a\nb"u8, .. numbers]);
        VectorFileContent content = VectorFileAccess.Read(path);
        Assert.Equal(1.5f, content.Vectors["a"][0]);
        Assert.Equal(-2.25f, content.Vectors["b"][0]);
        Assert.Equal(warnings, content.Warnings.Count);
    }

    [Fact]
    public void Other_tensors_are_kept_if_they_are_tables_and_reported_otherwise()
    {
        string path = Write(
            """
            {"words":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[2,6]},
             "extra":{"dtype":"F32","shape":[1,2],"data_offsets":[6,14]},"ids":{"dtype":"I32","shape":[1],"data_offsets":[14,18]},"flat":{"dtype":"F32","shape":[1],"data_offsets":[18,22]}}
            """,
            [.. "a\n"u8, .. new byte[24]]);
        VectorFileContent content = VectorFileAccess.Read(path);
        Assert.Equal(["extra"], content.OtherTables.Keys);
        Assert.Equal(["a"], content.Vectors.Vocabulary.Words);
        Assert.Equal(
            [
                "the tensor 'ids' is no table of floats and was left out",
                "the tensor 'flat' is no table of floats and was left out",
                "4 bytes at the end of the file belong to no tensor",
            ],
            content.Warnings);
    }

    [Theory]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "the tensor 'words' is missing")]
    [InlineData("""{"embedding.weight":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "the file has 'embedding.weight'")]
    [InlineData("{}", "is missing")]
    [InlineData("[]", "JSON header")]
    [InlineData("{", "JSON header")]
    [InlineData("""{"vectors":5}""", "JSON header")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0]}}""", "JSON header")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,"x"],"data_offsets":[0,4]}}""", "JSON header")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1e30,1],"data_offsets":[0,4]}}""", "JSON header")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,5]}}""", "is not within the file")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[4,0]}}""", "is not within the file")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[-4,0]}}""", "is not within the file")]
    [InlineData("""{"vectors":{"dtype":"F32","shape":[-1,-1],"data_offsets":[0,4]}}""", "is not within the file")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[1000000000,1],"data_offsets":[0,4]}}""", "its shape takes 4,000,000,000")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[2000000000,2000000000],"data_offsets":[0,4]}}""", "its shape takes")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"I32","shape":[1,1],"data_offsets":[0,4]}}""", "it must be a table of")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", "it must be a table of")]
    [InlineData("""{"words":{"dtype":"U8","shape":[2],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "its shape takes 2")]
    [InlineData("""{"words":{"dtype":"I8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "must be of type U8")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F16","shape":[2,1],"data_offsets":[0,4]}}""", "only 1 words for 2 vectors")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]},"counts":{"dtype":"I64","shape":[2],"data_offsets":[0,4]}}""", "'counts' must")]
    [InlineData("""{"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]},"words":{"dtype":"U8","shape":[1],"data_offsets":[0,1]}}""", "JSON header")]
    public void A_wrong_or_unsupported_header_is_refused(string header, string fault) =>
        Assert.Contains(fault, Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(Write(header, "abcd"u8), VectorFileFormat.Safetensors)).Message, StringComparison.Ordinal);

    [Fact]
    public void More_words_than_vectors_are_refused() =>
        Assert.Contains(
            "more than 1 words for 1 vectors",
            Assert.Throws<UnusableInputException>(() => VectorFileAccess.Read(Write(
                """{"words":{"dtype":"U8","shape":[3],"data_offsets":[0,3]},"vectors":{"dtype":"F32","shape":[1,1],"data_offsets":[0,4]}}""", "a\nbc"u8))).Message,
            StringComparison.Ordinal);

    private string Write(string header, ReadOnlySpan<byte> data)
    {
        byte[] json = Contents.Bytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, json.Length);
        return _folder.Write("x.safetensors", [.. length, .. json, .. data]);
    }
}
