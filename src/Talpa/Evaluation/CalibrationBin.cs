namespace Talpa.Evaluation;

/// <summary>Pairs to which a model gives probabilities of one order of magnitude.</summary>
/// <param name="Above">The probabilities are above this, and at most ten times as high.</param>
/// <param name="Predicted">How many of the text's pairs the model expects here.</param>
/// <param name="Observed">How many there are.</param>
public readonly record struct CalibrationBin(double Above, double Predicted, double Observed)
{
    /// <summary>Observed by predicted; 1 is perfect.</summary>
    public double Ratio => Observed / Predicted;
}
