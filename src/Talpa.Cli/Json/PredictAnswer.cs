using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>The words most probable around a word, the most probable first.</summary>
internal sealed record PredictAnswer(string Word, IReadOnlyList<PredictedWord> Predicted);
