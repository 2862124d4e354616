using Talpa.Evaluation;

namespace Talpa.Cli.Json;

/// <summary>How well the contexts in a text are predicted.</summary>
/// <param name="Pairs">Pairs of words in the text, in expectation.</param>
/// <param name="CrossEntropy">Mean −log p(context | centre), in nats.</param>
/// <param name="Perplexity">e to the cross-entropy.</param>
/// <param name="FrequencyPerplexity">What the text's own word frequencies as contexts would give, for every centre word.</param>
/// <param name="Calibration">Predicted against observed, by falling probability.</param>
internal sealed record EvalContextsAnswer(
    double Pairs, double CrossEntropy, double Perplexity, double FrequencyPerplexity, IReadOnlyList<CalibrationBin> Calibration)
{
    /// <summary>The answer for a score.</summary>
    public static EvalContextsAnswer Of(ContextScore score) =>
        new(score.Pairs, score.CrossEntropy, score.Perplexity, score.FrequencyPerplexity, score.Calibration);
}
