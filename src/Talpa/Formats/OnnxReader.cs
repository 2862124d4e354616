using System.Buffers;
using static Talpa.Formats.OnnxFields;

namespace Talpa.Formats;

/// <summary>Reads the words, vectors and options of an ONNX model that Talpa wrote.</summary>
/// <param name="stream">The file, at its start; it can seek.</param>
/// <param name="path">Its name for messages.</param>
/// <param name="options">Which words to keep.</param>
internal sealed class OnnxReader(Stream stream, string path, VectorReadOptions options)
{
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
                case ModelGraph:
                    ReadGraph(message);
                    break;
                case ModelMetadata:
                    ReadMetadata(message);
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        return _content is { } content ? content with { Options = _metadata } : throw message.Fault("there are no vectors in the model");
    }

    private void ReadGraph(ProtobufReader message)
    {
        message.Open();
        while (message.Next())
        {
            switch (message.Field)
            {
                case GraphNode:
                    ReadNode(message);
                    break;
                case GraphInitializer:
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
            if (message.Field == NodeAttribute)
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
            if (message.Field == AttributeName)
            {
                areWords = message.Text() == OnnxGraph.WordsAttribute;
            }
            else if (message.Field == AttributeStrings && areWords)
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
                case TensorDimensions:
                    dimensions.Add(message.Integer());
                    break;
                case TensorName:
                    areVectors = message.Text() == OnnxGraph.VectorsName;
                    break;
                case TensorRawData when areVectors:
                    _content = _content is null ? ReadVectors(message, dimensions) : throw message.Fault("there are two tensors of vectors");
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
            throw message.Fault($"the tensor of vectors does not have a row for each of the {_ends.Count:N0} words and one for unknown tokens");
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
        return unknown.AsSpan().ContainsAnyExcept(0f) ? throw message.Fault("the row of unknown tokens is not zero") : collector.ToContent();
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
                case MetadataKey:
                    name = message.Text();
                    break;
                case MetadataValue:
                    value = message.Text();
                    break;
                default:
                    message.Skip();
                    break;
            }
        }

        if (!_metadata.TryAdd(name, value))
        {
            throw message.Fault($"the metadata hold {Quoted.Text(name)} twice");
        }
    }
}
