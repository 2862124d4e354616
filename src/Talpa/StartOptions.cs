using System.Text.Json.Serialization;

namespace Talpa;

/// <summary>
/// How the vectors of a model that a training starts from are held while it learns a new text. By default they are not: all vectors learn, and words that the new text
/// uses otherwise move.
/// </summary>
/// <remarks>
/// What holds a vector acts on all rows that the model had: input rows, rows of n-grams, output rows and biases. Vectors of words that the model did not have are free.
/// </remarks>
public sealed record StartOptions
{
    /// <summary>Whether the vectors of all words of the model stay unchanged, so that only new words learn. Default: no.</summary>
    public bool Freeze { get; init; }

    /// <summary>
    /// Words of the model whose vectors stay unchanged; others learn, and so do n-grams. <c>null</c> for none. The words are not kept in checkpoints and files of models. Default: <c>null</c>.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyCollection<string>? FrozenWords { get; init; }

    /// <summary>
    /// How strongly the vectors are drawn back to what they were, 0 (not at all) to 1,000. Each loss gets the term A/2 · n₀/n · c · |x − x₀|² for each vector x in it,
    /// where x₀ is the vector of the model, n₀ and n are how often the model's text and the new text have the word, and c is the loss's second derivative. So with A = 1 what
    /// the old text taught weighs as much as its tokens did (a Laplace approximation: Kirkpatrick et al. 2017, section 2), and a word that the new text rarely has hardly moves. Default: 0.
    /// </summary>
    public double Anchor { get; init; }

    /// <summary>
    /// The strength with which a training that continues a model draws old vectors back by default. bench/results/continued-training.md has the trials: without it the new text overwrites
    /// what the old one taught.
    /// </summary>
    public const double AnchorToContinue = 0.05;

    /// <summary>Whether anything holds the vectors.</summary>
    internal bool HoldsAny => Freeze || Anchor > 0 || FrozenWords is { Count: > 0 };

    /// <summary>Checks every option against its range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate() => OptionRange.Check(Anchor, 0, 1_000);
}
