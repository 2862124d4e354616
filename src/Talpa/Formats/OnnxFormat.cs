using System.Buffers;
using Talpa.Storage;

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

    /// <summary>The first bytes of a model that Talpa wrote: the version, and the name of the producer.</summary>
    private static ReadOnlySpan<byte> Start => [0x08, IntermediateVersion, 0x12, 5, (byte)'t', (byte)'a', (byte)'l', (byte)'p', (byte)'a'];

    public override HeldContent Holds => HeldContent.Options;

    public override SearchValues<char> ForbiddenInWords => WordRules.Nothing;

    public override bool Recognises(FileHead head) => head.Bytes.StartsWith(Start);

    public override VectorFileContent Read(VectorSource source, VectorReadOptions options) => new OnnxReader(source.OpenSeekable(), source.Name, options).Read();

    public override void Write(Stream stream, VectorFileContent content)
    {
        const int ModelVersion = 1;
        const int Graph = 7;
        var model = new ProtobufWriter()
            .Integer(1, IntermediateVersion).Text(2, Producer).Integer(5, ModelVersion)
            .Message(8, OperatorSet("", 17)).Message(8, OperatorSet("ai.onnx.ml", 3));
        foreach ((string name, string value) in content.Options.OrderBy(option => option.Key, StringComparer.Ordinal))
        {
            model.Message(14, new ProtobufWriter().Text(1, name).Text(2, value));
        }

        // The graph comes last, with the vectors at its end: a file that is cut off is never taken for a whole one.
        OnnxGraph graph = OnnxGraph.Of(content.Vectors);
        stream.Write(model.Begin(Graph, graph.Length).Written);
        stream.Write(graph.Head);
        for (int id = 0; id < content.Vectors.Count; id++)
        {
            LittleEndian.Write(stream, content.Vectors[id]);
        }

        LittleEndian.Write<float>(stream, new float[content.Vectors.Dimension]);
    }

    private static ProtobufWriter OperatorSet(string domain, int version) => new ProtobufWriter().Text(1, domain).Integer(2, version);
}
