namespace Talpa.Evaluation;

/// <summary>How well the cosines of word vectors agree with people's judgements.</summary>
/// <param name="Pairs">The pairs of the benchmark.</param>
/// <param name="Answered">The pairs of which both words are known; the correlations are over these.</param>
/// <param name="Spearman">Spearman's rank correlation, −1 to 1; NaN when fewer than 2 pairs were answered or all cosines are equal.</param>
/// <param name="Pearson">Pearson's correlation, −1 to 1; NaN likewise.</param>
public sealed record SimilarityResult(int Pairs, int Answered, double Spearman, double Pearson)
{
    /// <summary>The pairs answered of which a word is not in the vocabulary, its vector being composed from n-grams.</summary>
    public int Composed { get; init; }

    /// <summary>The share of pairs answered, 0 to 1.</summary>
    public double Share => (double)Answered / Pairs;
}
