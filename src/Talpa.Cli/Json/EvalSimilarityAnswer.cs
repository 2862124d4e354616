using Talpa.Evaluation;

namespace Talpa.Cli.Json;

/// <summary>A score for each file of pairs.</summary>
internal sealed record EvalSimilarityAnswer(IReadOnlyList<EvalSimilarityAnswer.Score> Scores)
{
    /// <summary>The answer for results.</summary>
    public static EvalSimilarityAnswer Of(IEnumerable<(string File, SimilarityResult Result)> results) => new(
    [
        .. results.Select(pair => new Score(
            pair.File, Known(pair.Result.Spearman), Known(pair.Result.Pearson), pair.Result.Answered, pair.Result.Composed, pair.Result.Pairs, pair.Result.Share)),
    ]);

    /// <summary>JSON has no NaN: a correlation that is undefined is <c>null</c>.</summary>
    private static double? Known(double correlation) => double.IsNaN(correlation) ? null : correlation;

    /// <summary>One file's score.</summary>
    internal sealed record Score(string File, double? Spearman, double? Pearson, int Answered, int Composed, int Pairs, double Share);
}
