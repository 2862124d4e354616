using System.Text.Json.Serialization;

namespace Talpa.Studio.Common.Messages;

/// <summary>How the messages are written, without reflection, so that the page can leave out what it doesn't use.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Answer<Opening>))]
[JsonSerializable(typeof(Update))]
[JsonSerializable(typeof(Answer<WordAnswer>))]
[JsonSerializable(typeof(Answer<AnalogyAnswer>))]
[JsonSerializable(typeof(Answer<Comparison>))]
[JsonSerializable(typeof(Answer<Clusters>))]
[JsonSerializable(typeof(Answer<NeighbourMap>))]
[JsonSerializable(typeof(Answer<string>))]
[JsonSerializable(typeof(string[]))]
public sealed partial class StudioMessages : JsonSerializerContext;
