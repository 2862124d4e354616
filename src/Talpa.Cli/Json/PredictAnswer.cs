using Talpa.Vectors;

namespace Talpa.Cli.Json;

/// <summary>The words most probable around a word or on one side of it, before or after, the most probable first.</summary>
internal sealed record PredictAnswer(string Word, string? Side, IReadOnlyList<PredictAnswer.PredictedWord> Predicted)
{
    /// <summary>A word and how probable it is around the centre word, 0 to 1.</summary>
    internal sealed record PredictedWord(string Word, double Probability);
}
