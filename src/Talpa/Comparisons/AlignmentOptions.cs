namespace Talpa.Comparisons;

/// <summary>How one model is rotated onto another (<see cref="VectorAlignment"/>).</summary>
public sealed record AlignmentOptions
{
    /// <summary>
    /// Exponent p of the weights of the common words, 0 to 1: a word weighs (c · c')^(p/2), where c and c' are its counts in the two models. 0: all words weigh the same. 1: every
    /// token weighs the same, so that some hundred function words decide. Above 0 both models must have counts. Default: 0.
    /// </summary>
    public double WeightExponent { get; init; }

    /// <summary>
    /// Strength of the prior that the two models have the same axes, in words, 0 or more: as if this many more words had the same vectors in both models, spread evenly over all
    /// directions. For models of which one continued the training of the other; models of separate trainings have unrelated axes. Default: 0.
    /// </summary>
    public double Prior { get; init; }

    /// <summary>Whether the weighted mean of the unit vectors is subtracted on either side first, so that a direction common to all words does not count. Default: no.</summary>
    public bool Centre { get; init; }

    /// <summary>Checks every option.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    internal void Validate()
    {
        OptionRange.Check(WeightExponent, 0.0, 1.0);
        OptionRange.Check(Prior, 0.0, double.MaxValue);
    }
}
