namespace Talpa.Formats;

/// <summary>The numbers of the fields of an ONNX model, and of some of their values, as in onnx-ml.proto.</summary>
internal static class OnnxFields
{
    public const int ModelIntermediateVersion = 1;
    public const int ModelProducer = 2;
    public const int ModelVersion = 5;
    public const int ModelGraph = 7;
    public const int ModelOperatorSet = 8;
    public const int ModelMetadata = 14;
    public const int OperatorSetDomain = 1;
    public const int OperatorSetVersion = 2;
    public const int MetadataKey = 1;
    public const int MetadataValue = 2;
    public const int GraphNode = 1;
    public const int GraphName = 2;
    public const int GraphInitializer = 5;
    public const int GraphInput = 11;
    public const int GraphOutput = 12;
    public const int NodeInput = 1;
    public const int NodeOutput = 2;
    public const int NodeName = 3;
    public const int NodeOperation = 4;
    public const int NodeAttribute = 5;
    public const int NodeDomain = 7;
    public const int AttributeName = 1;
    public const int AttributeInteger = 3;
    public const int AttributeIntegers = 8;
    public const int AttributeStrings = 9;
    public const int AttributeType = 20;
    public const int TensorDimensions = 1;
    public const int TensorType = 2;
    public const int TensorName = 8;
    public const int TensorRawData = 9;
    public const int ValueInfoName = 1;
    public const int ValueInfoType = 2;
    public const int TypeTensor = 1;
    public const int TensorTypeElement = 1;
    public const int TensorTypeShape = 2;
    public const int ShapeDimension = 1;
    public const int DimensionValue = 1;
    public const int DimensionSymbol = 2;

    /// <summary>Kinds of a tensor's elements.</summary>
    public const int FloatElement = 1;
    public const int Int64Element = 7;
    public const int TextElement = 8;

    /// <summary>Kinds of an attribute.</summary>
    public const int IntegerAttribute = 2;
    public const int IntegersAttribute = 7;
    public const int StringsAttribute = 8;
}
