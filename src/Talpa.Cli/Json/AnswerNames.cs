using System.Text.Json.Serialization;

namespace Talpa.Cli.Json;

/// <summary>The answers that can be written, compiled rather than found by reflection.</summary>
[JsonSerializable(typeof(ExplainAnswer))]
[JsonSerializable(typeof(NearestAnswer))]
[JsonSerializable(typeof(PredictAnswer))]
[JsonSerializable(typeof(VectorAnswer))]
[JsonSerializable(typeof(SimilarityAnswer))]
[JsonSerializable(typeof(OddOneOutAnswer))]
[JsonSerializable(typeof(AnalogyAnswer))]
[JsonSerializable(typeof(InfoAnswer))]
[JsonSerializable(typeof(ConvertAnswer))]
[JsonSerializable(typeof(TrainAnswer))]
[JsonSerializable(typeof(EvalSimilarityAnswer))]
[JsonSerializable(typeof(EvalAnalogiesAnswer))]
[JsonSerializable(typeof(EvalContextsAnswer))]
[JsonSerializable(typeof(TuneAnswer))]
[JsonSerializable(typeof(CompareAnswer))]
[JsonSerializable(typeof(AlignAnswer))]
[JsonSerializable(typeof(AxisAnswer))]
[JsonSerializable(typeof(WeatAnswer))]
[JsonSerializable(typeof(PhrasesAnswer))]
[JsonSerializable(typeof(ClusterCheckAnswer))]
[JsonSerializable(typeof(ClusterPlanAnswer))]
internal sealed partial class AnswerNames : JsonSerializerContext;
