using System.Buffers;

namespace Talpa.Formats;

/// <summary>Reads the words, vectors and options of an ONNX model that Talpa wrote.</summary>
/// <param name="stream">The file, at its start; it can seek.</param>
/// <param name="path">Its name for messages.</param>
/// <param name="options">Which words to keep.</param>
internal sealed class OnnxReader(Stream stream, string path, VectorReadOptions options)
{
    private const int GraphField = 7;
    private const int MetadataField = 14;

    private readonly CheckedBytes _bytes = new(stream, path);
    private readonly ArrayBufferWriter<byte> _words = new();

    /// <summary>Where each word ends among their bytes.</summary>
    private readonly List<int> _ends = [];
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private VectorFileContent? _content;

    /// <summary>Reads the model.</summary>
    /// <exception cref="UnusableInputException">It is corrupt, cut off or of another layout.</exception>
    public VectorFileContent Read()
    {
        var message = new ProtobufReader(_bytes);
        while (message.Next())
        {
            switch (message.Field)
            {
                case GraphField:
                    ReadGraph(message);
                    break;
                case MetadataField:
                    ReadMetadata(message);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return _content is { } content ? content with { Options = _metadata } : throw message.Fault();
    }

    private void ReadGraph(ProtobufReader message)
    {
        message.Open();
        while (message.Next())
        {
            switch (message.Field)
            {
                case OnnxGraph.NodeField:
                    ReadNode(message);
                    break;
                case OnnxGraph.InitializerField:
                    ReadTensor(message);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
    }

    private void ReadNode(ProtobufReader message)
    {
        message.Open();
        while (message.Next())
        {
            if (message.Field == OnnxGraph.AttributeField)
            {
                ReadAttribute(message);
            }
            else
            {
                message.Skip();
            }
        }
    }

    private void ReadAttribute(ProtobufReader message)
    {
        bool areWords = false;
        message.Open();
        while (message.Next())
        {
            if (message.Field == OnnxGraph.AttributeNameField)
            {
                areWords = message.Text() == OnnxGraph.WordsAttribute;
            }
            else if (message.Field == OnnxGraph.StringsField && areWords)
            {
                AddWord(message.Bytes());
            }
            else
            {
                message.Skip();
            }
        }
    }

    private void ReadTensor(ProtobufReader message)
    {
        var dimensions = new List<long>();
        bool areVectors = false;
        message.Open();
        while (message.Next())
        {
            switch (message.Field)
            {
                case OnnxGraph.DimensionsField:
                    dimensions.Add(message.Integer());
                    break;
                case OnnxGraph.TensorNameField:
                    areVectors = message.Text() == OnnxGraph.VectorsName;
                    break;
                case OnnxGraph.RawDataField when areVectors:
                    _content = _content is null ? ReadVectors(message, dimensions) : throw message.Fault();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }
    }

    private VectorFileContent ReadVectors(ProtobufReader message, List<long> dimensions)
    {
        bool isRight = dimensions is [var rows, var length] && rows == _ends.Count + 1L && length is > 0 and <= int.MaxValue
            && (Int128)rows * length * sizeof(float) == message.Length;
        if (!isRight)
        {
            throw message.Fault();
        }

        int dimension = (int)dimensions[1];
        var collector = new VectorCollector(path, _ends.Count, dimension, options);
        int row = 0;
        for (; row < _ends.Count && !collector.IsFull; row++)
        {
            message.Numbers(collector.NextRow);
            collector.Add(WordAt(row));
        }

        message.SkipBytes((_ends.Count - row) * (long)dimension * sizeof(float));
        float[] unknown = new float[dimension];
        message.Numbers(unknown);
        return unknown.AsSpan().ContainsAnyExcept(0f) ? throw message.Fault() : collector.ToContent();
    }

    private void AddWord(ReadOnlySpan<byte> word)
    {
        _words.Write(word);
        _ends.Add(_words.WrittenCount);
    }

    private ReadOnlySpan<byte> WordAt(int row) => _words.WrittenSpan[(row == 0 ? 0 : _ends[row - 1]).._ends[row]];

    private void ReadMetadata(ProtobufReader message)
    {
        string name = "";
        string value = "";
        message.Open();
        while (message.Next())
        {
            switch (message.Field)
            {
                case 1:
                    name = message.Text();
                    break;
                case 2:
                    value = message.Text();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        if (!_metadata.TryAdd(name, value))
        {
            throw message.Fault();
        }
    }
}
