using System.Buffers.Binary;
using Talpa.Vectors;
using static Talpa.Formats.OnnxFields;

namespace Talpa.Formats;

/// <summary>The graph of an ONNX model that makes vectors of tokens, up to the numbers of the vectors, which follow it.</summary>
/// <remarks>
/// Operators of ONNX's operator sets 17 and ai.onnx.ml 3 (https://onnx.ai/onnx/operators). For words w, V of them, with a row of zeros behind their vectors:
/// <code>
/// ids = LabelEncoder(tokens), V for an unknown one     rows = Gather(vectors, ids)
/// known = ids &lt; V                                       mean = Σ rows / max(1, Σ known)
/// </code>
/// </remarks>
internal sealed class OnnxGraph
{
    /// <summary>The tensor with the vectors.</summary>
    public const string VectorsName = "vectors";

    /// <summary>The attribute with the words.</summary>
    public const string WordsAttribute = "keys_strings";

    private readonly ProtobufWriter _head;
    private readonly long _numbers;

    private OnnxGraph(ProtobufWriter head, long numbers)
    {
        _head = head;
        _numbers = numbers;
    }

    /// <summary>The graph without the numbers.</summary>
    public ReadOnlySpan<byte> Head => _head.Written;

    /// <summary>Bytes of the graph with the numbers.</summary>
    public long Length => _head.Written.Length + (_numbers * sizeof(float));

    /// <summary>Makes the graph.</summary>
    public static OnnxGraph Of(WordVectors vectors)
    {
        int unknown = vectors.Count;
        int dimension = vectors.Dimension;
        var graph = new ProtobufWriter()
            .Message(GraphNode, LabelEncoder(vectors.Vocabulary.Words, unknown))
            .Message(GraphNode, Node("Gather", [VectorsName, "ids"], "rows"))
            .Message(GraphNode, Node("Less", ["ids", "unknown"], "is_known"))
            .Message(GraphNode, Node("Cast", ["is_known"], "known", ("to", FloatElement)))
            .Message(GraphNode, Node("ReduceSum", ["known", "axis"], "count", ("keepdims", 1)))
            .Message(GraphNode, Node("Max", ["count", "one"], "divisor"))
            .Message(GraphNode, Node("ReduceSum", ["rows", "axis"], "sum", ("keepdims", 0)))
            .Message(GraphNode, Node("Div", ["sum", "divisor"], "mean"))
            .Text(GraphName, "word vectors")
            .Message(GraphInitializer, Tensor("unknown", Int64Element, [], Bytes((long)unknown)))
            .Message(GraphInitializer, Tensor("axis", Int64Element, [1], Bytes(1L)))
            .Message(GraphInitializer, Tensor("one", FloatElement, [], Bytes(BitConverter.SingleToInt32Bits(1))))
            .Message(GraphInput, Value("tokens", TextElement, "sentences", "tokens"))
            .Message(GraphOutput, Value("rows", FloatElement, "sentences", "tokens", dimension))
            .Message(GraphOutput, Value("mean", FloatElement, "sentences", dimension));
        long numbers = ((long)unknown + 1) * dimension;
        ProtobufWriter table = Tensor(VectorsName, FloatElement, [unknown + 1, dimension], null).Begin(TensorRawData, numbers * sizeof(float));
        graph.Begin(GraphInitializer, table.Written.Length + (numbers * sizeof(float)));
        return new OnnxGraph(graph.Append(table), numbers);
    }

    private static ProtobufWriter LabelEncoder(IReadOnlyList<string> words, int unknown)
    {
        var keys = new ProtobufWriter().Text(AttributeName, WordsAttribute);
        var values = new ProtobufWriter().Text(AttributeName, "values_int64s");
        for (int id = 0; id < words.Count; id++)
        {
            keys.Text(AttributeStrings, words[id]);
            values.Integer(AttributeIntegers, id);
        }

        return Node("LabelEncoder", ["tokens"], "ids", ("default_int64", unknown))
            .Message(NodeAttribute, keys.Integer(AttributeType, StringsAttribute))
            .Message(NodeAttribute, values.Integer(AttributeType, IntegersAttribute))
            .Text(NodeDomain, "ai.onnx.ml");
    }

    private static ProtobufWriter Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(NodeInput, input);
        }

        node.Text(NodeOutput, output).Text(NodeName, output).Text(NodeOperation, operation);
        foreach ((string name, long value) in attributes)
        {
            node.Message(NodeAttribute, new ProtobufWriter().Text(AttributeName, name).Integer(AttributeInteger, value).Integer(AttributeType, IntegerAttribute));
        }

        return node;
    }

    private static ProtobufWriter Tensor(string name, int type, long[] dimensions, byte[]? raw)
    {
        var tensor = new ProtobufWriter();
        foreach (long dimension in dimensions)
        {
            tensor.Integer(TensorDimensions, dimension);
        }

        tensor.Integer(TensorType, type).Text(TensorName, name);
        return raw is null ? tensor : tensor.Bytes(TensorRawData, raw);
    }

    private static byte[] Bytes(long number)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Bytes(int number)
    {
        byte[] bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static ProtobufWriter Value(string name, int type, params object[] dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (object dimension in dimensions)
        {
            shape.Message(ShapeDimension, dimension is string symbol ? new ProtobufWriter().Text(DimensionSymbol, symbol) : new ProtobufWriter().Integer(DimensionValue, (int)dimension));
        }

        var tensor = new ProtobufWriter().Integer(TensorTypeElement, type).Message(TensorTypeShape, shape);
        return new ProtobufWriter().Text(ValueInfoName, name).Message(ValueInfoType, new ProtobufWriter().Message(TypeTensor, tensor));
    }
}
