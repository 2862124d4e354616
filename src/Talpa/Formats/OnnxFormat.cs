using System.Buffers;
using Talpa.Storage;
using static Talpa.Formats.OnnxFields;

namespace Talpa.Formats;

/// <summary>
/// A model of ONNX that makes vectors of tokens: any program with an ONNX runtime can use it without Talpa. Its input "tokens" are texts of sentences × tokens; "rows" is the vector of each
/// token, zeros for an unknown one, and "mean" the mean of the vectors of the known tokens of each sentence. Only models that Talpa wrote are read.
/// </summary>
internal sealed class OnnxFormat() : VectorFormat(VectorFileFormat.Onnx, "onnx", ".onnx")
{
    /// <summary>The version of the intermediate representation.</summary>
    public const int IntermediateVersion = 8;

    /// <summary>The program that wrote the model.</summary>
    public const string Producer = "talpa";

    /// <summary>A message of Protocol Buffers takes less than 2 GB; what is left is for the options.</summary>
    private const int MaxBytes = int.MaxValue - (1 << 24);

    /// <summary>ONNX's runtimes take words as texts that end at a NUL.</summary>
    private static readonly SearchValues<char> Nul = SearchValues.Create("\0");

    /// <summary>The first bytes of a model that Talpa wrote: the version, and the name of the producer.</summary>
    private static ReadOnlySpan<byte> Start => [0x08, IntermediateVersion, 0x12, 5, (byte)'t', (byte)'a', (byte)'l', (byte)'p', (byte)'a'];

    public override HeldContent Holds => HeldContent.Options;

    public override SearchValues<char> ForbiddenInWords => Nul;

    public override string? FaultOf(VectorFileContent content) => OnnxGraph.Of(content.Vectors).Length > MaxBytes
        ? "the vectors take more than the 2 GB that an ONNX file can hold; keep fewer words"
        : null;

    public override bool Recognises(FileHead head) => head.Bytes.StartsWith(Start);

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options)
    {
        Stream stream = source.OpenSeekable();
        Span<byte> head = stackalloc byte[Start.Length];
        bool isOfTalpa = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head.SequenceEqual(Start);
        stream.Position = 0;
        return isOfTalpa
            ? new OnnxReader(stream, source.Name, options).Read()
            : throw UnusableInputException.InFile(source.Name, "this is no ONNX model that Talpa wrote; export the table of embeddings of another model as .npy or safetensors");
    }

    public override void Write(Stream stream, VectorFileContent content)
    {
        const int FirstVersion = 1;
        var model = new ProtobufWriter()
            .Integer(ModelIntermediateVersion, IntermediateVersion).Text(ModelProducer, Producer).Integer(ModelVersion, FirstVersion)
            .Message(ModelOperatorSet, OperatorSet("", 17)).Message(ModelOperatorSet, OperatorSet("ai.onnx.ml", 3));
        foreach ((string name, string value) in content.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            model.Message(ModelMetadata, new ProtobufWriter().Text(MetadataKey, name).Text(MetadataValue, value));
        }

        // The graph comes last, with the vectors at its end: a file that is cut off is never taken for a whole one.
        OnnxGraph graph = OnnxGraph.Of(content.Vectors);
        stream.Write(model.Begin(ModelGraph, graph.Length).Written);
        stream.Write(graph.Head);
        for (int id = 0; id < content.Vectors.Count; id++)
        {
            LittleEndian.Write(stream, content.Vectors[id]);
        }

        LittleEndian.Write<float>(stream, new float[content.Vectors.Dimension]);
    }

    private static ProtobufWriter OperatorSet(string domain, int version) => new ProtobufWriter().Text(OperatorSetDomain, domain).Integer(OperatorSetVersion, version);
}
