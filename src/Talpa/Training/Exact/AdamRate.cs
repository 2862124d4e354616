namespace Talpa.Training.Exact;

/// <summary>
/// Adam's rate of a step (Kingma and Ba 2015, section 2, the efficient form), with the bias of both moments corrected.
/// </summary>
/// <param name="rate">The learning rate.</param>
/// <param name="decay">β₁: how much of the mean gradient is kept at a step.</param>
/// <param name="squareDecay">β₂: how much of the mean square is kept at a step.</param>
/// <param name="step">The step's number, from 1.</param>
internal readonly struct AdamRate(double rate, double decay, double squareDecay, long step)
{
    /// <summary>Keeps a vector that has had no gradient yet from going far.</summary>
    private const float MinRoot = 1e-12f;

    private readonly float _rate = (float)(rate * Math.Sqrt(1 - Math.Pow(squareDecay, step)) / (1 - Math.Pow(decay, step)));

    /// <summary>The factor of the mean gradient, given the mean square.</summary>
    public float For(float square) => _rate / (MathF.Sqrt(square) + MinRoot);
}
