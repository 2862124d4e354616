using System.Text.Json.Serialization;

namespace Talpa.Studio.Common.Messages;

/// <summary>The JSON serialization of the messages. It is generated, without reflection, so that trimming removes unused code from the page.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Answer<VectorsInfo>))]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(Frame))]
[JsonSerializable(typeof(Answer<WordAnswer>))]
[JsonSerializable(typeof(Answer<AnalogyAnswer>))]
[JsonSerializable(typeof(Answer<Comparison>))]
[JsonSerializable(typeof(Answer<Clusters>))]
[JsonSerializable(typeof(Answer<RadialMap>))]
[JsonSerializable(typeof(Answer<AxesMap>))]
[JsonSerializable(typeof(Answer<NeighbourhoodMap>))]
[JsonSerializable(typeof(Answer<Frame>))]
[JsonSerializable(typeof(Answer<PairInfo>))]
[JsonSerializable(typeof(Answer<PairWord>))]
[JsonSerializable(typeof(Answer<string>))]
[JsonSerializable(typeof(string[]))]
public sealed partial class StudioMessages : JsonSerializerContext;
