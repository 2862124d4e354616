using Talpa.Vectors;

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
    /// <summary>Names of fields and tensors that are read again.</summary>
    public const string VectorsName = "vectors";
    public const string WordsAttribute = "keys_strings";
    public const int NodeField = 1;
    public const int InitializerField = 5;
    public const int AttributeField = 5;
    public const int AttributeNameField = 1;
    public const int StringsField = 9;
    public const int DimensionsField = 1;
    public const int TensorNameField = 8;
    public const int RawDataField = 9;

    private const int Float = 1;
    private const int Int64 = 7;
    private const int Text = 8;
    private const int IntegerAttribute = 2;
    private const int IntegersAttribute = 7;
    private const int StringsAttribute = 8;

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
    /// <exception cref="UnusableInputException">It would take more than 2 GB.</exception>
    public static OnnxGraph Of(WordVectors vectors)
    {
        int unknown = vectors.Count;
        int dimension = vectors.Dimension;
        var graph = new ProtobufWriter()
            .Message(NodeField, LabelEncoder(vectors.Vocabulary.Words, unknown))
            .Message(NodeField, Node("Gather", [VectorsName, "ids"], "rows"))
            .Message(NodeField, Node("Less", ["ids", "unknown"], "is_known"))
            .Message(NodeField, Node("Cast", ["is_known"], "known", ("to", Float)))
            .Message(NodeField, Node("ReduceSum", ["known", "axis"], "count", ("keepdims", 1)))
            .Message(NodeField, Node("Max", ["count", "one"], "divisor"))
            .Message(NodeField, Node("ReduceSum", ["rows", "axis"], "sum", ("keepdims", 0)))
            .Message(NodeField, Node("Div", ["sum", "divisor"], "mean"))
            .Text(2, "word vectors")
            .Message(InitializerField, Tensor("unknown", Int64, [], BitConverter.GetBytes((long)unknown)))
            .Message(InitializerField, Tensor("axis", Int64, [1], BitConverter.GetBytes(1L)))
            .Message(InitializerField, Tensor("one", Float, [], BitConverter.GetBytes(1f)))
            .Message(11, Value("tokens", Text, "sentences", "tokens"))
            .Message(12, Value("rows", Float, "sentences", "tokens", dimension))
            .Message(12, Value("mean", Float, "sentences", dimension));
        long numbers = ((long)unknown + 1) * dimension;
        ProtobufWriter table = Tensor(VectorsName, Float, [unknown + 1, dimension], null).Begin(RawDataField, numbers * sizeof(float));
        graph.Begin(InitializerField, table.Written.Length + (numbers * sizeof(float)));
        return new OnnxGraph(graph.Append(table), numbers) is { Length: <= int.MaxValue - (1 << 20) } whole
            ? whole
            : throw new UnusableInputException("the vectors take more than the 2 GB that an ONNX file can hold; keep fewer words");
    }

    private static ProtobufWriter LabelEncoder(IReadOnlyList<string> words, int unknown)
    {
        var keys = new ProtobufWriter().Text(AttributeNameField, WordsAttribute);
        var values = new ProtobufWriter().Text(AttributeNameField, "values_int64s");
        for (int id = 0; id < words.Count; id++)
        {
            keys.Text(StringsField, words[id]);
            values.Integer(8, id);
        }

        return Node("LabelEncoder", ["tokens"], "ids", ("default_int64", unknown))
            .Message(AttributeField, keys.Integer(20, StringsAttribute))
            .Message(AttributeField, values.Integer(20, IntegersAttribute))
            .Text(7, "ai.onnx.ml");
    }

    private static ProtobufWriter Node(string operation, string[] inputs, string output, params (string Name, long Value)[] attributes)
    {
        var node = new ProtobufWriter();
        foreach (string input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, operation);
        foreach ((string name, long value) in attributes)
        {
            node.Message(AttributeField, new ProtobufWriter().Text(AttributeNameField, name).Integer(3, value).Integer(20, IntegerAttribute));
        }

        return node;
    }

    private static ProtobufWriter Tensor(string name, int type, long[] dimensions, byte[]? raw)
    {
        var tensor = new ProtobufWriter();
        foreach (long dimension in dimensions)
        {
            tensor.Integer(DimensionsField, dimension);
        }

        tensor.Integer(2, type).Text(TensorNameField, name);
        return raw is null ? tensor : tensor.Bytes(RawDataField, raw);
    }

    private static ProtobufWriter Value(string name, int type, params object[] dimensions)
    {
        var shape = new ProtobufWriter();
        foreach (object dimension in dimensions)
        {
            shape.Message(1, dimension is string symbol ? new ProtobufWriter().Text(2, symbol) : new ProtobufWriter().Integer(1, (int)dimension));
        }

        var tensor = new ProtobufWriter().Integer(1, type).Message(2, shape);
        return new ProtobufWriter().Text(1, name).Message(2, new ProtobufWriter().Message(1, tensor));
    }
}
