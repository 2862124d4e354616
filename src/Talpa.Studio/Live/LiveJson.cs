using System.Text.Json.Serialization;

namespace Talpa.Studio.Live;

/// <summary>The JSON serialization of what the scripts of the page measure. It is generated, as in <see cref="Common.Messages.StudioMessages"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(FrameTimes))]
public sealed partial class LiveJson : JsonSerializerContext;
