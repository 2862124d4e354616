using Talpa.Evaluation;

namespace Talpa.Cli.Json;

/// <summary>The scores of an analogy benchmark among all words and, where requested and different, among the first ones.</summary>
internal sealed record EvalAnalogiesAnswer(string Method, int? RestrictVocab, AnalogyResult? Restricted, int Words, AnalogyResult Full);
